//! Tests of interchange: what is written comes back equal, what is wrong is refused with its place.

use crate::analysis::exact::domain::{Domain, Outcome};
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::worth::Worth;
use crate::analysis::interchange::written::{Linkages, Source};
use crate::analysis::interchange::{Measured, Scale, Table, genius, geniusweb, read};
use crate::model::{Linkage, Utility};

/// Two parties, three clauses; the first two are linked for one party.
fn source() -> Source {
    let clause = |name: &str, options: &[&str]| {
        (
            name.to_owned(),
            options.iter().map(|it| (*it).to_owned()).collect(),
        )
    };
    let party = |name: &str, weights: [i32; 3], values: [&[i64]; 3], linkages, reservation| {
        let part = |(weight, values): (&i32, &[i64])| {
            values.iter().map(|it| it * i64::from(*weight)).collect()
        };
        let parts = weights.iter().zip(values).map(part).collect();
        let utility = Utility {
            parts,
            linkages,
            reservation,
        };
        (name.to_owned(), utility, weights.to_vec())
    };
    let linked = vec![Linkage {
        when: vec![(0, 0), (1, 0)],
        bonus: -30_000,
    }];
    Source {
        name: "pact".to_owned(),
        clauses: vec![
            clause("troops", &["a<b", "b&c"]),
            clause("notice", &["7", "21", "42"]),
            clause("form", &["x", "y"]),
        ],
        parties: vec![
            party(
                "north",
                [333, 333, 334],
                [&[0, 1000], &[0, 650, 1000], &[1000, 10]],
                linked,
                412_345,
            ),
            party(
                "south",
                [500, 250, 250],
                [&[1000, 0], &[1000, 333, 0], &[0, 1000]],
                Vec::new(),
                300_000,
            ),
        ],
    }
}

fn domain(source: &Source) -> Domain {
    let sizes: Vec<usize> = source.clauses.iter().map(|it| it.1.len()).collect();
    let utilities: Vec<Utility> = source.parties.iter().map(|it| it.1.clone()).collect();
    Domain::new(&sizes, &utilities).unwrap()
}

/// What every outcome is worth, and the reservation values, in parts of a million.
fn rows<W: Worth>(domain: &Domain<W>, parts: impl Fn(W) -> i64) -> Vec<Vec<i64>> {
    let analysis = Analysis::new(domain.clone());
    let outcomes = domain
        .outcomes()
        .map(|it| analysis.utilities(it).into_iter().map(&parts).collect());
    let reserved = domain
        .parties()
        .iter()
        .map(|it| parts(it.reservation))
        .collect();
    outcomes.chain([reserved]).collect()
}

fn read_rows(files: &[(String, String)]) -> Vec<Vec<i64>> {
    match read(files, Scale::AsWritten).unwrap().measured().unwrap() {
        Measured::Narrow(domain, unit) => rows(&domain, |it| {
            assert_eq!(it * 1_000_000 % unit, 0);
            it * 1_000_000 / unit
        }),
        Measured::Fine(..) => panic!("64 bits are enough"),
    }
}

#[test]
fn what_is_written_comes_back_with_equal_utilities_linkages_included() {
    let source = source();
    let written = source.written(Linkages::Joined).unwrap();
    assert_eq!(written.clauses[0].0, "troops+notice");
    let expected = rows(&domain(&source), |it| it);
    assert_eq!(read_rows(&genius::write(&written)), expected);
    // JSON objects are sorted: form comes before troops.
    let mut found = read_rows(&geniusweb::write(&written));
    let mut sorted = expected.clone();
    found.sort();
    sorted.sort();
    assert_eq!(found, sorted);
}

#[test]
fn what_is_written_without_linkages_adds_up_to_one() {
    let mut source = source();
    let written = source.written(Linkages::LeftOut).unwrap();
    assert!(!written.joined);
    source.parties[0].1.linkages.clear();
    assert_eq!(
        read_rows(&genius::write(&written)),
        rows(&domain(&source), |it| it)
    );
    assert_eq!(written, source.written(Linkages::Joined).unwrap());
}

fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

#[track_caller]
fn refused(files: &[(&str, &str)], scale: Scale, place: &str, why: &str) {
    let trouble = read(&named(files), scale).and_then(|table| table.measured());
    let trouble = trouble.expect_err("it was read");
    assert!(trouble.place.contains(place), "{trouble}");
    assert!(trouble.why.contains(why), "{trouble}");
}

const DOMAIN: &str = r#"<negotiation_template><utility_space><objective>
<issue index="1" name="a" type="discrete"><item index="1" value="x"/><item index="2" value="y"/></issue>
</objective></utility_space></negotiation_template>"#;

fn profile(weight: &str, first: &str, rest: &str) -> String {
    format!(
        "<utility_space><objective><issue index=\"1\" name=\"a\"><item index=\"1\" value=\"x\" evaluation=\"{first}\"/>\n\
         <item index=\"2\" value=\"y\" evaluation=\"0.5\"/></issue><weight index=\"1\" value=\"{weight}\"/></objective>{rest}</utility_space>"
    )
}

#[track_caller]
fn xml_refused(profile: &str, place: &str, why: &str) {
    refused(
        &[("d.xml", DOMAIN), ("p.xml", profile)],
        Scale::AsWritten,
        place,
        why,
    );
}

#[test]
fn bad_profiles_are_refused_with_place_and_remedy() {
    xml_refused(&profile("0.9", "1", ""), "p.xml", "add up to 0.9, not to 1");
    xml_refused(&profile("1.5", "1", ""), "p.xml", "the weight 1.5");
    xml_refused(
        &profile("1", "3", ""),
        "p.xml",
        "the value 3 of ‘x’ in ‘a’ is not from 0 to 1; ‘--values",
    );
    xml_refused(&profile("1", "-0.1", ""), "p.xml", "the value -0.1");
    xml_refused(&profile("1", "nan", ""), "p.xml:1:", "is not a number");
    xml_refused(
        &profile("1", "1", "<reservation value=\"2\"/>"),
        "p.xml",
        "the reservation value 2",
    );
    xml_refused(&profile("1", "1", "</oops>"), "p.xml:2:", "is not XML");
    let other = profile("1", "1", "").replace("name=\"a\"", "name=\"b\"");
    xml_refused(&other, "p.xml:1:", "the domain has no issue ‘b’");
    let other = profile("1", "1", "").replace("value=\"y\"", "value=\"x\"");
    xml_refused(&other, "p.xml:2:", "the option ‘x’ stands there twice");
    let other = profile("1", "1", "").replace("<weight index=\"1\"", "<weight index=\"2\"");
    xml_refused(&other, "p.xml:2:", "the domain has no issue 2");
    xml_refused("<html/>", "p.xml:1:1", "is neither a GENIUS domain");
    xml_refused(DOMAIN, "p.xml", "is a second domain");
    xml_refused("{}", "d.xml", "is XML among JSON");
}

#[test]
fn bad_domains_are_refused_with_place_and_remedy() {
    let good = profile("1", "1", "");
    let xml = |domain: &str, place: &str, why: &str| {
        refused(
            &[("d.xml", domain), ("p.xml", &good)],
            Scale::AsWritten,
            place,
            why,
        );
    };
    xml(
        "<negotiation_template><objective/></negotiation_template>",
        "p.xml:1:",
        "no issue ‘a’",
    );
    let empty = "<negotiation_template>\n<issue name=\"a\"/></negotiation_template>";
    xml(empty, "d.xml:2:1", "the clause ‘a’ has no options");
    xml(
        &DOMAIN.replace("discrete", "real"),
        "d.xml:2:1",
        "no discrete issue",
    );
    xml(
        &DOMAIN.replace("value=\"y\"", "value=\"x\""),
        "p.xml",
        "‘y’",
    );
    refused(
        &[("d.xml", DOMAIN)],
        Scale::AsWritten,
        "domain",
        "has 0 profiles",
    );
    refused(
        &[("p.xml", &good)],
        Scale::AsWritten,
        "p.xml",
        "no domain was given",
    );
    refused(&[], Scale::AsWritten, "no file", "give the files");
    let ten = [("d.xml", DOMAIN)]
        .into_iter()
        .chain([("p.xml", good.as_str()); 2]);
    refused(
        &ten.collect::<Vec<_>>(),
        Scale::AsWritten,
        "p.xml",
        "the party ‘p’ has two profiles",
    );
}

#[test]
fn hostile_files_are_refused_quickly() {
    let bomb =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><utility_space>&b;</utility_space>";
    xml_refused(bomb, "p.xml:1:", "document type");
    xml_refused(&"<a>".repeat(100_000), "p.xml:1", "nested more than");
    let wide = format!("<utility_space>{}</utility_space>", "<a/>".repeat(300_000));
    xml_refused(&wide, "p.xml", "more than 200000");
    xml_refused(
        &format!("<a>{}</a>", " ".repeat(9 << 20)),
        "p.xml",
        "larger than 8 MB",
    );
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    refused(&[("a.json", &deep)], Scale::AsWritten, "a.json", "");
    let json = r#"{"issuesValues": {"a": {"values": ["x"]}, "a": {"values": ["y"]}}}"#;
    refused(
        &[("a.json", json)],
        Scale::AsWritten,
        "a.json, $",
        "‘a’ stands there twice",
    );
    refused(
        &[("a.json", "{\n\"issuesValues\": ]")],
        Scale::AsWritten,
        "a.json:2:",
        "is not JSON",
    );
    refused(
        &[("a.json", "[1, 2]")],
        Scale::AsWritten,
        "a.json",
        "neither a GeniusWeb domain",
    );
    let issues: Vec<String> = (0..30)
        .map(|at| format!(r#""i{at}": {{"values": ["x", "y"]}}"#))
        .collect();
    let utilities: Vec<String> = (0..30)
        .map(|at| {
            format!(r#""i{at}": {{"discreteutils": {{"valueUtilities": {{"x": 0, "y": 1}}}}}}"#)
        })
        .collect();
    let weights: Vec<String> = (0..30)
        .map(|at| format!(r#""i{at}": {}"#, if at == 0 { 1 } else { 0 }))
        .collect();
    let huge = format!(
        r#"{{"LinearAdditiveUtilitySpace": {{"domain": {{"issuesValues": {{{}}}}}, "issueUtilities": {{{}}}, "issueWeights": {{{}}}}}}}"#,
        issues.join(","),
        utilities.join(","),
        weights.join(",")
    );
    refused(
        &[("huge.json", &huge)],
        Scale::AsWritten,
        "huge.json",
        "more than 250000 outcomes",
    );
    refused(
        &[("huge.json", &huge.replace("\"i3\": 0", "\"i99\": 0"))],
        Scale::AsWritten,
        "issueWeights",
        "no issue ‘i99’",
    );
}

#[test]
fn geniusweb_reads_reservation_bids_and_values() {
    let space = |more: &str| {
        format!(
            r#"{{"LinearAdditiveUtilitySpace": {{"domain": {{"issuesValues": {{"a": {{"values": ["x", "y"]}}}}}},
            "issueUtilities": {{"a": {{"discreteutils": {{"valueUtilities": {{"x": 0.25, "y": 1}}}}}}}}, "issueWeights": {{"a": 1.0}} {more}}}}}"#
        )
    };
    let reserved = |more: &str| -> Table {
        read(&named(&[("p.json", &space(more))]), Scale::AsWritten).unwrap()
    };
    let value = |table: &Table| table.profiles[0].reservation.to_string();
    assert_eq!(value(&reserved("")), "0");
    assert_eq!(value(&reserved(r#", "reserved_value": 0.4"#)), "0.4");
    assert_eq!(
        value(&reserved(
            r#", "reservationBid": {"issuevalues": {"a": "x"}}"#
        )),
        "0.25"
    );
}

#[test]
fn evaluations_can_count_in_parts_of_the_best_and_decimals_can_be_long() {
    let first = profile("1.0", "3", "");
    let files = named(&[("d.xml", DOMAIN), ("p.xml", &first)]);
    let Measured::Narrow(domain, unit) = read(&files, Scale::PartsOfTheBest)
        .unwrap()
        .measured()
        .unwrap()
    else {
        panic!("64 bits are enough");
    };
    let worths = Analysis::new(domain);
    assert_eq!(worths.utilities(Outcome(0)), [unit]);
    assert_eq!(worths.utilities(Outcome(1))[0] * 6, unit);
    let long = profile("0.99999999999999999", "0.00019762845849802372", "");
    let files = named(&[("d.xml", DOMAIN), ("p.xml", &long)]);
    let fine = read(&files, Scale::AsWritten).unwrap().measured().unwrap();
    assert!(matches!(fine, Measured::Fine(..)));
    let any = named(&[
        ("d.xml", DOMAIN),
        (
            "p.xml",
            &profile("-2", "7.5", "<reservation value=\"-3\"/>"),
        ),
    ]);
    let Measured::Narrow(domain, unit) = read(&any, Scale::Any).unwrap().measured().unwrap() else {
        panic!("64 bits are enough");
    };
    assert_eq!(rows(&domain, |it| it / unit), [[-15], [-1], [-3]]);
}

#[test]
fn weights_belong_to_issues_by_index_whatever_their_order() {
    let issue = |index: usize, name: &str, evaluation: &str| {
        format!(
            "<issue index=\"{index}\" name=\"{name}\"><item index=\"1\" value=\"x\"{evaluation}/></issue>"
        )
    };
    let objective = |evaluation: &str, rest: &str| {
        let (second, first) = (issue(2, "b", evaluation), issue(1, "a", evaluation));
        format!("<objective>{second}{first}{rest}</objective>")
    };
    let domain = format!(
        "<negotiation_template>{}</negotiation_template>",
        objective("", "")
    );
    let weights = "<weight index=\"1\" value=\"0.25\"/><weight index=\"2\" value=\"0.75\"/>";
    let profile = format!(
        "<utility_space>{}</utility_space>",
        objective(" evaluation=\"1\"", weights)
    );
    let table = read(
        &named(&[("d.xml", &domain), ("p.xml", &profile)]),
        Scale::AsWritten,
    )
    .unwrap();
    let weight = |name: &str| {
        let at = table.clauses.iter().position(|it| it.0 == name).unwrap();
        table.profiles[0].weights[at].to_string()
    };
    assert_eq!([weight("a"), weight("b")], ["0.25", "0.75"]);
}
