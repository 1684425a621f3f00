//! Asking, citing and comparing, as a person does it.

use crate::support::{Folder, Ran, run, run_with, wire};

const CONTRACT: &str = include_str!("fixtures/contract.trig");

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    folder
}

/// Asks the graph by hand.
fn asked(folder: &Folder, arguments: &[&str], input: &str) -> Ran {
    run_with(folder, &[&["query"], arguments, &["--from", "graph.trig"]].concat(), input)
}

#[test]
fn what_explain_prints_has_the_same_answer() {
    let folder = folder();
    for arguments in [
        &["positions", "--holder", "Norway", "--since", "2023-03"][..],
        &["events", "--until", "2023-03"],
        &["offices"],
        &["reports"],
        &["unlinked"],
    ] {
        let sparql = asked(&folder, &[arguments, &["--explain"]].concat(), "");
        assert_eq!(sparql.code, Some(0), "{}", sparql.err);
        assert!(!sparql.out.contains("UNDEF") && !sparql.out.contains("#if"), "{}", sparql.out);
        let by_name = asked(&folder, &[arguments, &["--format", "csv"]].concat(), "");
        let by_text = asked(&folder, &["-", "--format", "csv"], &sparql.out);
        assert!(by_name.out.lines().count() > 1, "{}", by_name.err);
        assert_eq!(by_name.out, by_text.out, "{arguments:?}");
    }
    // To see the question no graph is needed.
    let ran = run(&folder, &["query", "positions", "--explain"]);
    assert!(ran.out.starts_with("# Who takes which position on an issue?\n"), "{}", ran.err);
}

#[test]
fn a_name_that_fits_several_is_told_with_all_of_them() {
    let folder = folder();
    let ran = asked(&folder, &["attendance", "--who", "ar"], "");
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("Error: `ar`, given for --who, may be any of 2:\n  Marek Novak  Person, <"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("Hint: give one in full, as in --who 'Marek Novak'"), "{}", ran.err);
    let ran = asked(&folder, &["attendance", "--who", "*ar*", "--format", "csv"], "");
    assert_eq!(ran.out.lines().count(), 4, "{}", ran.err);
    let ran = asked(&folder, &["attendance", "--who", "Nov", "--format", "csv"], "");
    assert_eq!(ran.err, "Notice: `Nov` is read as Marek Novak (Person)\n");
}

#[test]
fn wrong_values_say_what_would_be_right() {
    let folder = folder();
    for (arguments, words) in [
        (
            &["positions", "--holdr", "Norway"][..],
            &["has no parameter `holdr`", "did you mean --holder?"][..],
        ),
        (
            &["positions", "--stance", "suport"],
            &["`suport` is no word for --stance", "did you mean `supports`?"],
        ),
        (
            &["positions", "--holder", "Norvay"],
            &["nothing in the graph is called `Norvay`", "did you mean `Norway`?"],
        ),
        (&["positions", "--since", "March 2021"], &["is no date", "2021-12-14, 2021-12 or 2021"]),
        (
            &["positions", "--since", "2022", "--until", "2021-12"],
            &["--since 2022 is later than --until 2021-12", "give the earlier one to --since"],
        ),
        (&["positions", "--holder", ""], &["--holder is empty", "give a value, or leave --holder out"]),
        (&["evidence", "--report", "none"], &["there is no report `none`"]),
        (&["evidence", "--claim", "ffff"], &["there is no claim `ffff`"]),
    ] {
        let ran = asked(&folder, arguments, "");
        assert_eq!(ran.code, Some(1), "{arguments:?}");
        for words in words {
            assert!(ran.err.contains(words), "{arguments:?}: {words:?} is not in\n{}", ran.err);
        }
    }
}

#[test]
fn a_command_line_that_lacks_something_says_what() {
    let folder = folder();
    for (arguments, words) in [
        (&["query"][..], "Error: a question is needed\nHint: `rapporteur query --list` shows all questions"),
        (&["query", "positions", "--holder"], "--holder has no value; write `--holder VALUE`"),
        (&["query", "positions", "--holder", "--since", "2021"], "--holder has no value"),
        (&["query", "positions", "--explian"], "'--explian'"),
        (&["review", "--precision", "--by", "A"], "'--precision' cannot be used with '--by"),
        (&["review", "--precision", "--note", "A"], "'--precision' cannot be used with '--note"),
        (&["review", "--list", "--date", "2024-03-05"], "'--list' cannot be used with '--date"),
        (&["review", "--list", "--precision"], "'--list' cannot be used with '--precision'"),
    ] {
        let ran = run(&folder, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {words:?} is not in\n{}", ran.err);
    }
}

#[test]
fn options_of_the_program_may_stand_before_the_command() {
    let folder = folder();
    let rest = ["query", "attendance", "--who", "Nov", "--format", "csv", "--from", "graph.trig"];
    let loud = run(&folder, &rest);
    for quiet in ["--quiet", "-q"] {
        let ran = run(&folder, &[&[quiet], &rest[..]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        assert_eq!(ran.out, loud.out);
    }
}

#[test]
fn an_answer_without_rows_says_so() {
    let folder = folder();
    let ran = asked(&folder, &["positions", "--holder", "Norway", "--until", "1999"], "");
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.err, "Notice: no rows: nothing in the graph fits all that was given\n");
    let ran = asked(&folder, &["positions", "--holder", "Norway", "--limit", "0"], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn a_kind_that_is_none_is_told() {
    let folder = folder();
    folder.write("my.rq", "# Who?\n# param p_holder (entiy rap:holder) name\nSELECT * { ?s ?p ?o }\n");
    let ran = asked(&folder, &["my.rq"], "");
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with(
            "Error: `(entiy rap:holder)` is no kind of a parameter, and `my.rq` gives it to `holder`"
        ) && ran.err.contains("Hint: the kinds are (entity PROPERTY …), (place), "),
        "{}",
        ran.err
    );
}

#[test]
fn a_table_may_be_markdown_and_no_longer_than_asked() {
    let folder = folder();
    let ran = asked(&folder, &["offices", "--format", "markdown", "--limit", "1"], "");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.out);
    assert!(
        lines[0].starts_with("| person ")
            && lines[1].starts_with("| -----")
            && lines[2].starts_with("| Kari Lund")
    );
}

#[test]
fn things_are_shown_with_their_names() {
    let folder = folder();
    let ran = asked(
        &folder,
        &["-"],
        "SELECT ?holder ?stance { ?c rap:holder ?holder ; rap:stance ?stance } ORDER BY ?stance",
    );
    assert!(
        ran.out.contains("Norway (entity/state/NO)") && ran.out.contains("rap:stance-supports"),
        "{}",
        ran.out
    );
    let ran = asked(&folder, &["-", "--format", "csv"], "SELECT ?holder { ?c rap:holder ?holder }");
    assert!(!ran.out.contains('('), "{}", ran.out);
}

#[test]
fn sparql_that_is_none_is_told_with_its_line() {
    let folder = folder();
    folder.write("my.rq", "SELECT ?who\nWHERE { ?claim rap:holder ?who .\n");
    let ran = asked(&folder, &["my.rq"], "");
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "Error: the query is not valid SPARQL: `{` is not closed\n  --> my.rq:2:7\n  |\n\
         2 | WHERE { ?claim rap:holder ?who .\n  |       ^\nHint: add `}` where it ends\n"
    );
}

#[test]
fn a_word_that_the_ontology_has_not_is_told() {
    let folder = folder();
    let ran = asked(&folder, &["-"], "SELECT * { ?claim rap:holdr ?who }");
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        ran.err,
        "Notice: rap:holdr (line 1, column 19) is no word of the ontology; did you mean rap:holder?\n"
    );
}

#[test]
fn no_query_asks_elsewhere() {
    let folder = folder();
    let text = "SELECT * { SERVICE SILENT <https://example.org/sparql> { ?s ?p ?o } }";
    let ran = asked(&folder, &["-"], text);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("SERVICE (line 1, column 12) would ask another endpoint"), "{}", ran.err);
    assert!(ran.err.contains("Hint: queries run offline unless --federated is given"), "{}", ran.err);
    if cfg!(not(feature = "federated")) {
        let ran = asked(&folder, &["-", "--federated"], text);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
        assert!(ran.err.contains("was built without an HTTP client"), "{}", ran.err);
    }
}

/// An endpoint on this machine that gives the same answer to every question; what it was asked is sent on.
#[cfg(feature = "federated")]
fn endpoint(status: &'static str, body: &'static str) -> (String, std::sync::mpsc::Receiver<String>) {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/sparql", listener.local_addr().unwrap());
    let (sender, questions) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            while lines.read_line(&mut head).unwrap() > 2 {
                let last = head.lines().last().unwrap_or_default().to_lowercase();
                if let Some(number) = last.strip_prefix("content-length:") {
                    length = number.trim().parse().unwrap();
                }
            }
            let mut question = vec![0; length];
            lines.read_exact(&mut question).unwrap();
            let _ = sender.send(head + &String::from_utf8(question).unwrap());
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/sparql-results+json\r\nContent-Length: {}\r\n\
                 Connection: close\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, questions)
}

#[cfg(feature = "federated")]
#[test]
fn a_service_is_asked_where_it_is_wanted_and_nowhere_else() {
    let folder = folder();
    let (address, questions) = endpoint(
        "200 OK",
        r#"{"head":{"vars":["state","people"]},"results":{"bindings":[
            {"state":{"type":"uri","value":"https://w3id.org/rapporteur/id/entity/state/NO"},
             "people":{"type":"literal","value":"5550000","datatype":"http://www.w3.org/2001/XMLSchema#integer"}},
            {"state":{"type":"uri","value":"https://example.org/elsewhere"},
             "people":{"type":"literal","value":"1","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}"#,
    );
    let query = |address: &str| {
        format!(
            "SELECT DISTINCT ?label ?people {{ ?state a rap:State ; rdfs:label ?label \
             SERVICE <{address}> {{ ?state <https://example.org/population> ?people }} }}"
        )
    };
    let offline = asked(&folder, &["-", "--format", "csv"], &query(&address));
    assert_eq!((offline.code, offline.out.as_str()), (Some(1), ""));
    assert!(questions.try_recv().is_err(), "nobody asked for it, and the endpoint was asked");
    let ran = asked(&folder, &["-", "--federated", "--format", "csv"], &query(&address));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "label,people\r\nNorway,5550000\r\n"), "{}", ran.err);
    let question = questions.recv().unwrap();
    assert!(
        question.starts_with("POST /sparql ") && question.contains("https://example.org/population"),
        "{question}"
    );
    assert!(questions.try_recv().is_err(), "one question is enough for all rows");

    // An endpoint that fails is told, and SILENT goes on without it.
    let (address, _questions) = endpoint("500 Internal Server Error", "down");
    let ran = asked(&folder, &["-", "--federated"], &query(&address));
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.err.contains("Hint: check the address of SERVICE"), "{}", ran.err);
    let silent = query(&address)
        .replace("SERVICE", "OPTIONAL { SERVICE SILENT")
        .replace("?people } }", "?people } } }");
    let ran = asked(&folder, &["-", "--federated", "--format", "csv"], &silent);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("Norway,"), "{}", ran.out);
}

#[test]
fn a_query_that_takes_too_long_is_given_up() {
    let folder = folder();
    // Nothing of it reads the graph once it has begun, so that it cannot be told to stop.
    let digits = "{ 0 1 2 3 4 5 6 7 8 9 }";
    let values: Vec<String> = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .map(|name| format!("VALUES ?{name} {digits} "))
        .collect();
    let values = values.concat();
    let text = format!(
        "SELECT (COUNT(*) AS ?n) {{ {values} FILTER (?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h + ?i = 81) }}"
    );
    let ran = asked(&folder, &["-", "--timeout", "0.3"], &text);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.starts_with("Error: the query took longer than 0.3 s\n"), "{}", ran.err);
    let ran = asked(&folder, &["offices", "--timeout", "60"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("Kari Lund"));
}

#[test]
fn a_claim_is_cited_in_every_form() {
    let folder = folder();
    let cite = |more: &[&str]| {
        let ran = run(&folder, &[&["cite", "--from", "graph.trig"], more].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    let whole = "https://w3id.org/rapporteur/id/claim/s1";
    let text = cite(&[whole]);
    assert!(
        text.starts_with("Nordpress, report talks, Oslo, 3 March 2023, sentence 3: “Norway supports"),
        "{text}"
    );
    for short in ["claim:s1", "claim/s1", "s1"] {
        assert_eq!(cite(&[short]), text);
    }
    assert!(cite(&["s1", "--format", "markdown"]).contains(&format!("Claim: <{whole}>")));
    assert!(cite(&["s1", "--format", "bibtex"]).starts_with("@misc{rapporteur-s1,"));
    let json: serde_json::Value = serde_json::from_str(&cite(&["s1", "e2", "--format", "csl-json"])).unwrap();
    assert_eq!(json[1]["id"], "rapporteur-e2");
    let ran = run(&folder, &["cite", "report:talks", "--from", "graph.trig"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("Error: <https://w3id.org/rapporteur/id/report/talks> is no claim\nHint: "),
        "{}",
        ran.err
    );
}

#[test]
fn two_runs_are_compared_in_plain_words() {
    let folder = folder();
    let other = CONTRACT
        .replacen("claim/s1> a", "claim/s9> a", 1)
        .replacen("rap:stance rap:stance-supports", "rap:stance rap:stance-welcomes", 1)
        .replacen(
            "claim/e3> a rap:EnergySupply ; rap:report",
            "claim/e3> a rap:EnergySupply ; rap:reported",
            1,
        );
    folder.write("other.trig", other);
    let ran = run(&folder, &["diff", "graph.trig", "other.trig"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        ran.out,
        "Report talks\n\
         \x20 ~ Norway welcomes “territorial integrity of Georgia” (issue: territorial-integrity; regarding Georgia); \
         said by Kari Lund (direct speech)\n\
         \x20     sentence 3: “Norway supports the territorial integrity of Georgia”  <- support-active\n\
         \x20     stance: supports → welcomes\n\n\
         Report visit\n\
         \x20 - Russia supplies Lithuania with lng (ended); told by the report itself\n\
         \x20     sentence 3: “Lithuania ended imports of LNG from Russia”  <- end-imports\n\n"
    );
    assert_eq!(ran.err, "0 came, 1 went, 1 changed in 2 reports; 13 claims are the same\n");
    let ran = run(
        &folder,
        &["diff", "graph.trig", "other.trig", "--exit-code", "--format", "json", "--report", "visit"],
    );
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    let line: serde_json::Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    assert_eq!((line["what"].as_str(), line["report"].as_str()), (Some("went"), Some("visit")));
    assert_eq!(ran.err, "0 came, 1 went, 0 changed in 1 report; 3 claims are the same\n");
    let only = |report: &str| {
        run(&folder, &["diff", "graph.trig", "changed.trig", "--exit-code", "--report", report])
    };
    folder.write("changed.trig", CONTRACT.replacen("rap:stance-supports", "rap:stance-welcomes", 1));
    assert_eq!(only("talks").code, Some(3));
    // What differs elsewhere does not count.
    let ran = only("visit");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(ran.err, "0 came, 0 went, 0 changed in 0 reports; 4 claims are the same\n");
    let ran = only("vist");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert_eq!(ran.err, "Error: neither side has a report `vist`\nHint: did you mean `visit`?\n");
    let ran = run(&folder, &["diff", "graph.trig", "other.trig", "--format", "csv"]);
    assert!(ran.out.contains("talks,changed,Position,"), "{}", ran.out);
    let ran = run(&folder, &["diff", "graph.trig", "graph.trig", "--exit-code"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    let ran = run(&folder, &["diff", "graph.trig", "none"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("Error: there is neither a store nor a file at `none`"), "{}", ran.err);
}

#[test]
fn a_sentence_in_front_changes_no_claim() {
    let folder = Folder::new();
    let lines = wire(4);
    let reading = |lines: &str| {
        let ran = run_with(&folder, &["map"], lines);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    folder.write("old.nq", reading(&lines));
    let shifted = lines.replace("Foreign Minister", "The weather was fine. Foreign Minister");
    assert_ne!(lines, shifted);
    folder.write("new.nq", reading(&shifted));
    let ran = run(&folder, &["diff", "old.nq", "new.nq", "--exit-code"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.starts_with("0 came, 0 went, 0 changed in 0 reports; "), "{}", ran.err);
    assert!(!ran.err.contains("; 0 claims"), "{}", ran.err);
}

#[cfg(feature = "rocksdb")]
#[test]
fn reviews_stay_when_their_report_is_read_again() {
    let folder = Folder::new();
    let build = |more: &[&str]| {
        let ran = run_with(&folder, &[&["build", "-"], more].concat(), wire(6));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    };
    let told = |arguments: &[&str]| {
        let ran = run(&folder, arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out + &ran.err
    };
    build(&[]);
    let rows = told(&["query", "positions", "--format", "csv", "--limit", "3"]);
    let claims: Vec<&str> =
        rows.lines().skip(1).filter_map(|row| row.rsplit_once("/claim/")).map(|(_, hash)| hash).collect();
    assert_eq!(claims.len(), 3, "{rows}");
    told(&["review", claims[0], "accept", "--by", "A. Reader", "--date", "2031-04-01"]);
    told(&["review", claims[1], "reject", "--by", "A. Reader", "--note", "no"]);
    let said = told(&["review", claims[1], "accept", "--by", "A. Reader"]);
    assert!(said.contains(", in the place of an earlier verdict: Norway supports"), "{said}");
    told(&["review", claims[2], "correct", "--by", "B. Reader", "--note", "it is the ministry"]);

    build(&["--force"]);
    let list = told(&["review", "--list"]);
    assert_eq!(list.lines().count(), 5, "{list}");
    assert!(
        list.contains("2031-04-01") && list.contains("it is the ministry") && list.ends_with(" yes\n"),
        "{list}"
    );
    assert_eq!(told(&["review", "--list", "--by", "B. Reader"]).lines().count(), 3);
    let accepted = told(&["query", "positions", "--reviewed", "accepted", "--format", "csv"]);
    assert_eq!(accepted.lines().count(), 3, "{accepted}");
    let precision = told(&["review", "--precision"]);
    let row: Vec<&str> = precision.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(row[1..], ["2", "0", "1", "0", "0.667"], "{precision}");
    assert_eq!(told(&["check"]), "all 25 promises are kept\n");
    // Claims of other rules, so that there is an order of rules to be seen.
    let first = |question: &str| {
        let rows = told(&["query", question, "--format", "csv", "--limit", "1"]);
        rows.lines().nth(1).and_then(|row| row.rsplit_once("/claim/")).unwrap().1.to_owned()
    };
    let (attended, discussed) = (first("attendance"), first("topics"));
    for claim in [&discussed, &attended] {
        told(&["review", claim, "accept", "--by", " C. Reader "]);
    }
    let precision = told(&["review", "--precision"]);
    let rules: Vec<&str> = precision.lines().skip(2).filter_map(|row| row.split(' ').next()).collect();
    assert!(rules.len() == 3 && rules.is_sorted(), "{precision}");
    assert_eq!(precision, told(&["query", "precision"]));
    for claim in [&discussed, &attended] {
        let said = told(&["review", claim, "withdraw", "--by", "C. Reader"]);
        assert!(said.starts_with("the verdict of C. Reader on claim:"), "{said}");
    }

    told(&["review", claims[2], "withdraw", "--by", "B. Reader"]);
    assert_eq!(told(&["review", "--list"]).lines().count(), 4);
    let wrong = |arguments: &[&str], words: &str| {
        let ran = run(&folder, arguments);
        assert!(ran.code != Some(0) && ran.err.contains(words), "{}", ran.err);
    };
    wrong(&["review", claims[0], "correct", "--by", "A"], "a correction needs a note");
    wrong(&["review", claims[0], "withdraw", "--by", "C"], "C has no verdict on claim:");
    wrong(&["review", claims[0], "accept"], "--by");
    wrong(&["review", "ffffffff", "accept", "--by", "A"], "there is no claim `ffffffff`");
    wrong(
        &["review", claims[0], "accept", "--by", "A", "--store", "none.db"],
        "there is no store at `none.db`",
    );

    // The claim goes with the words that stated it, and its verdict can still be taken back.
    let without = wire(6).replace("Norway supports the sovereignty of Moldova.", "");
    let ran = run_with(&folder, &["build", "-"], &without);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(told(&["review", "--list"]).ends_with(" no\n"));
    wrong(&["review", claims[0], "accept", "--by", "A. Reader"], "there is no claim");
    wrong(&["review", &claims[0][..8], "withdraw", "--by", "B. Reader"], "there is no claim");
    let said = told(&["review", &claims[0][..8], "withdraw", "--by", "A. Reader "]);
    assert!(said.contains("is taken back: Norway supports"), "{said}");
    assert_eq!(told(&["review", "--list"]).lines().count(), 3);
}
