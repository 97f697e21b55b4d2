"""Compares `analyse-table` with NegMAS on 200 seeded random domains, and writes what NegMAS found for the test suite.

For developers; the suite needs neither Python nor NegMAS. In a virtual environment outside of the repository:

    pip install negmas==0.16.0
    python tests/oracle/negmas_sets.py target/release/middle-power            # compare
    python tests/oracle/negmas_sets.py --write tests/data/negmas-sets.json    # store NegMAS's sets

Domains are whole numbers per mille: 2 to 4 parties, 2 to 5 clauses of 2 to 5 options. NegMAS gets them in exactly the
numbers that the files have. Sets are compared where definitions agree: the whole frontier; on what of it is at or above every
reservation value Nash, Kalai (we list dominated ties too; they are dropped here) and NegMAS's Kalai-Smorodinsky, which is our
least spread; welfare.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from negmas import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction as Linear
from negmas.preferences.ops import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier

COUNT = 200


def domain(seed):
    """A domain whose best outcome is worth 1 to everybody and its worst 0 (NegMAS takes the worst outcome for no agreement
    where the reservation value is below it), with a zone of agreement in most cases."""
    draw = random.Random(f"sets {seed}")
    sizes = [draw.randint(2, 5) for _ in range(draw.randint(2, 5))]
    parties = []
    for party in range(draw.randint(2, 4)):
        cuts = sorted(draw.sample(range(1, 1000), len(sizes) - 1))
        weights = [b - a for a, b in zip([0] + cuts, cuts + [1000])]
        values = []
        for size in sizes:
            row = [draw.randint(0, 1000) for _ in range(size)]
            best, worst = draw.sample(range(size), 2)
            row[best], row[worst] = 1000, 0
            values.append(row)
        parties.append({"name": f"P{party}", "weights": weights, "values": values, "reservation": draw.randint(250, 550)})
    return {"schema": "anchor-domain/1", "parties": parties}


def by_negmas(found):
    sizes = [len(row) for row in found["parties"][0]["values"]]
    issues = [make_issue([str(i) for i in range(size)], f"issue-{at}") for at, size in enumerate(sizes)]
    space = make_os(issues)
    outcomes = list(space.enumerate_or_sample())
    ufuns = []
    for party in found["parties"]:
        values = {
            f"issue-{at}": {str(i): value / 1000 for i, value in enumerate(row)} for at, row in enumerate(party["values"])
        }
        weights = {f"issue-{at}": weight / 1000 for at, weight in enumerate(party["weights"])}
        ufuns.append(
            Linear(values=values, weights=weights, outcome_space=space, reserved_value=party["reservation"] / 1000)
        )
    # NegMAS's frontier leaves out what is below a reservation value: it is asked once without reservation values for the
    # whole frontier, and once with them for the solutions.
    bare = [Linear(values=it.values, weights=it.weights, outcome_space=space, reserved_value=float("-inf")) for it in ufuns]
    _, whole = pareto_frontier(bare, outcomes=outcomes)
    utilities, indices = pareto_frontier(ufuns, outcomes=outcomes)
    def rows(points):
        chosen = [outcomes[indices[at]] for _, at in points]
        return sorted([int(option) for option in outcome] for outcome in chosen)
    return {
        "pareto": sorted([int(option) for option in outcomes[at]] for at in whole),
        "nash": rows(nash_points(ufuns, utilities, outcomes=outcomes)),
        "kalai": rows(kalai_points(ufuns, utilities, outcomes=outcomes)),
        "least_spread": rows(ks_points(ufuns, utilities, outcomes=outcomes)),
        "welfare": welfare(bare, outcomes, whole),
    }


def welfare(bare, outcomes, whole):
    points = [tuple(float(it(outcomes[at])) for it in bare) for at in whole]
    found = max_welfare_points(bare, points, outcomes=outcomes)
    return sorted([int(option) for option in outcomes[whole[at]]] for _, at in found)


def by_us(program, found):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "domain.json"
        path.write_text(json.dumps(found))
        said = subprocess.run([program, "analyse-table", path, "--format", "json"], capture_output=True, check=True)
    said = json.loads(said.stdout)
    names = sorted(said["pareto"][0]["package"])
    row = lambda point: [int(point["package"][name]) for name in names]
    return {key: sorted(row(point) for point in said[key]) for key in ("pareto", "nash", "kalai", "least_spread", "welfare")}


def main(arguments):
    if arguments[:1] == ["--write"]:
        domains = [domain(seed) for seed in range(COUNT)]
        for found in domains:
            del found["schema"]
            found["negmas"] = by_negmas(found)
        text = ",\n".join(json.dumps(found, separators=(",", ":")) for found in domains)
        Path(arguments[1]).write_text(f"[\n{text}\n]\n")
        return 0
    program, differing, compared = arguments[0], 0, {}
    for seed in range(COUNT):
        found = domain(seed)
        theirs, ours = by_negmas(found), by_us(program, found)
        undominated = set(map(tuple, ours["pareto"]))
        ours["kalai"] = [row for row in ours["kalai"] if tuple(row) in undominated]
        for key in ours:
            compared[key] = compared.get(key, 0) + 1
            if ours[key] != theirs[key]:
                differing += 1
                print(f"seed {seed}, {key}: we have {ours[key]}, NegMAS has {theirs[key]}")
    print(f"compared {compared}; {differing} differ")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
