"""Lets NegMAS read what `export-table` writes, and compares every outcome's utilities and every reservation value.

For developers, in a virtual environment outside of the repository (`pip install negmas==0.16.0`):

    python tests/oracle/negmas_exports.py target/release/middle-power asian-paradox charter two-seas ...
"""

import json
import subprocess
import sys
import tempfile

from negmas.inout import Scenario


def point_key(package):
    """Options by clause, clauses of joined issues apart."""
    found = {}
    for clause, option in package.items():
        found.update(zip(clause.split("+"), option.split("+")))
    return tuple(sorted(found.items()))


def main(arguments):
    program, scenario, *tables = arguments
    worst = 0.0
    for table in tables:
        where = ["--scenario", scenario, "--table", table]
        said = subprocess.run([program, "analyse-table", *where, "--format", "json"], capture_output=True, check=True)
        said = json.loads(said.stdout)
        for form, reader in (("genius", Scenario.from_genius_folder), ("geniusweb", Scenario.from_geniusweb_folder)):
            with tempfile.TemporaryDirectory() as folder:
                command = [program, "export-table", *where, "--format", form, "-o", folder]
                subprocess.run(command, capture_output=True, check=True)
                read = reader(folder)
            names = [issue.name for issue in read.outcome_space.issues]
            ufuns = {ufun.name.split("/")[-1].removesuffix(".xml").removesuffix(".json"): ufun for ufun in read.ufuns}
            assert sorted(ufuns) == sorted(said["parties"]), (sorted(ufuns), said["parties"])
            outcomes = {point_key(dict(zip(names, it))): it for it in read.outcome_space.enumerate_or_sample()}
            assert len(outcomes) == said["outcomes"]
            for point in said["pareto"]:
                outcome = outcomes[point_key(point["package"])]
                for party, utility in point["utilities"].items():
                    worst = max(worst, abs(float(ufuns[party](outcome)) - utility))
            inside = sum(all(float(u(it)) >= u.reserved_value - 1e-12 for u in ufuns.values()) for it in outcomes.values())
            assert inside == said["zone"], (table, form, inside, said["zone"])
    print(f"{len(tables)} tables, two formats: utilities differ by at most {worst:.1e}; zones are the same")
    return int(worst > 1e-9)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
