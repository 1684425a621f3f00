// Writes the given names and surnames of npm `@faker-js/faker` 10.6.0 (MIT) as JSON, for `person-names.py`.
//
//     npm install @faker-js/faker@10.6.0
//     node data/make/person-names.mjs NODE_MODULES > names.json
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const folder = resolve(process.argv[2], "@faker-js/faker/dist/index.js");
const { allLocales } = await import(pathToFileURL(folder));
const out = {};
for (const [locale, { person = {} }] of Object.entries(allLocales)) {
  out[locale] = { first: person.first_name ?? {}, last: person.last_name ?? {} };
}
process.stdout.write(JSON.stringify(out));
