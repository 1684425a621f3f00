"""Runs notebooks as a reader would and looks at what they leave behind: notebooks.py FIGURES NOTEBOOK…

The folder in which it is started holds `tables` and `graph.trig`. Fails if a cell fails, if a notebook is kept with
outputs, or if a figure that a notebook saves is absent, nearly empty, or wider than a printed page.
"""

import os
import re
import sys
from pathlib import Path

import matplotlib.image
import nbformat
from nbclient import NotebookClient

figures, *paths = map(Path, sys.argv[1:])
os.environ["RAPPORTEUR_FIGURES"] = str(figures.resolve())
figures.mkdir(parents=True, exist_ok=True)
faults = []
for path in paths:
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if any(cell.outputs or cell.execution_count for cell in cells):
        faults.append(f"{path.name} is kept with outputs; clear them")
    prose = sum(len(cell.source.split()) for cell in notebook.cells if cell.cell_type == "markdown")
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
    shown = sum(1 for cell in cells for output in cell.outputs if output.output_type in ("execute_result", "display_data"))
    warned = [output.text for cell in cells for output in cell.outputs if output.get("name") == "stderr"]
    if warned:
        faults.append(f"{path.name} warns: {warned[0][:400]}")
    source = "\n".join(cell.source for cell in cells)
    saved = re.findall(r'save\(figure, "(\w+)"\)', source) + re.findall(r'savefig\(FIGURES / "(\w+)\.png"\)', source)
    for name in saved:
        file = figures / f"{name}.png"
        if not file.exists() or not file.with_suffix(".pdf").exists():
            faults.append(f"{path.name} does not save {name} as PNG and PDF")
            continue
        pixels = matplotlib.image.imread(file)[..., :3]
        height, width = pixels.shape[:2]
        ink = (pixels.min(axis=2) < 0.85).mean()
        if ink < 0.004 or width > 7.6 * 220 or height > 9.5 * 220:
            faults.append(f"{name}: {width} × {height} pixels, {ink:.1%} of them drawn")
        print(f"{path.name}: {name}.png, {width} × {height} pixels")
    print(f"{path.name}: {len(cells)} cells, {shown} outputs, {len(saved)} figures, {prose} words of prose")
    if not saved or not prose > 200:
        faults.append(f"{path.name} has {len(saved)} figures and {prose} words of prose")
sys.exit("\n".join(faults) if faults else 0)
