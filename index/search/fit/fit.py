#!/usr/bin/env python3
"""Fits the weights of index/search/src/rank/weights.rs on judged queries, and says how far to trust the fit.

    guichet search --explain --batch QUESTIONS --json > parts.jsonl     QUESTIONS: {"qid", "query", "source", "limit": 100} a line
    fit.py JUDGED.jsonl... --parts parts.jsonl                          JUDGED: {"qid", "relevant": [ids], "kind", "group"} a line

Method. The score of a document is a weighted sum of some pieces of evidence, each 0 to 1 (see rank/evidence.rs). Starting from
the weights in force, each weight in turn is multiplied by a few factors and the best is kept, three rounds (coordinate ascent):
no gradient, nothing to tune. What is maximised is success among the first three plus half the mean reciprocal rank, averaged
over kinds of query, so that a rare kind counts as much as a common one. The weight of the words is held at 1: only ratios matter.

Overfitting is checked by five-fold cross-validation over groups (one question and all its rewritings share a group, and never
straddle): the mean of what weights fitted without a fold reach on that fold is printed beside what the weights in force reach.
A dozen numbers fitted on a thousand queries leave little room for it. Needs numpy.
"""
import argparse
import collections
import json
import pathlib
import random
import re

import numpy as np

WEIGHTS = pathlib.Path(__file__).resolve().parent.parent / "src/rank/weights.rs"
NAMES = ["words", "title_has", "title_is", "title_whole", "alternative", "summary_has", "neighbours", "concept", "profile", "told",
         "nearest", "head", "keyword"]
FACTORS = (0, 0.5, 0.7, 0.85, 1.2, 1.5, 2, 3)


def in_force():
    found = dict(re.findall(r"const ([A-Z_]+): f32 = ([0-9.]+);", WEIGHTS.read_text(encoding="utf8")))
    return np.array([float(found[name.upper()]) for name in NAMES])


def reach(weights, data):
    kinds = collections.defaultdict(list)
    for query, parts, relevant in data:
        first = np.argsort(-(parts @ weights), kind="stable")[:10] if len(parts) else np.array([], int)
        hits = relevant[first]
        rank = 1 / (1 + np.argmax(hits)) if hits.any() else 0.0
        kinds[query["kind"]].append((hits[:3].any() + 0.5 * rank, hits[:3].any()))
    means = np.array([np.mean(values, axis=0) for values in kinds.values()])
    return means.mean(axis=0)


def fit(weights, data, rounds=3):
    best = reach(weights, data)[0]
    for _ in range(rounds):
        for place in range(1, len(weights)):
            for factor in FACTORS:
                tried = weights.copy()
                tried[place] = tried[place] * factor if factor else 0.0
                if factor and tried[place] == 0.0:
                    tried[place] = 0.05 * factor
                here = reach(tried, data)[0]
                if here > best + 1e-6:
                    best, weights = here, tried
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", nargs="+")
    parser.add_argument("--parts", required=True)
    args = parser.parse_args()
    lines = [json.loads(line) for path in args.judged for line in open(path, encoding="utf8")]
    judged = {query["qid"]: query for query in lines}
    now = in_force()
    data = []
    for line in open(args.parts, encoding="utf8"):
        answer = json.loads(line)
        query = judged[answer["qid"]]
        worth = np.where(now > 0, now, 1)
        parts = np.array([[hit["parts"][name] for name in NAMES] for hit in answer["hits"]]).reshape(-1, len(NAMES)) / worth
        relevant = np.array([hit["id"].split("/")[-1] in query["relevant"] for hit in answer["hits"]], bool)
        data.append((query, parts, relevant))
    print("in force:", dict(zip(NAMES, now)), "success@3, mean over kinds:", round(reach(now, data)[1], 3))
    best = fit(now, data)
    print("fitted:  ", dict(zip(NAMES, best.round(3))), "success@3:", round(reach(best, data)[1], 3))
    groups = sorted({query.get("group", query["qid"]) for query, *_ in data})
    random.Random(1).shuffle(groups)
    out = []
    for fold in (set(groups[start::5]) for start in range(5)):
        inside = [one for one in data if one[0].get("group", one[0]["qid"]) in fold]
        outside = [one for one in data if one[0].get("group", one[0]["qid"]) not in fold]
        out.append((reach(fit(now, outside, rounds=2), inside)[1], reach(now, inside)[1]))
    fitted, hand = np.mean(out, axis=0)
    print(f"five folds over groups, success@3 on the fold left out: fitted {fitted:.3f}, in force {hand:.3f}")


if __name__ == "__main__":
    main()
