#!/usr/bin/env python3
"""Fits what tells whether an answer is sure (CONFIDENCE in index/search/src/rank/weights.rs), and its two thresholds.

    guichet search --explain --batch QUESTIONS --json > parts.jsonl     QUESTIONS: {"qid", "query"} a line
    floor.py JUDGED.jsonl... --nothing NOTHING.jsonl... --parts parts.jsonl

JUDGED holds real queries ({"qid"}), NOTHING texts that ask for nothing ({"id"}); parts.jsonl explains both. A logistic model
of the numbers of `confidence`, both sides weighing as much, by plain gradient descent; five folds tell what it does on
what it has not seen. `NOTHING` is the threshold that keeps all but 2.5 % of the real queries, `PERHAPS` that which keeps all but
15 %. Needs numpy.
"""
import argparse
import json
import random

import numpy as np

NAMES = ["concept", "label", "profile", "told", "nearest", "title", "covered", "known", "short", "subject"]


def fit(x, y, rounds=4000, decay=1e-3):
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    weight = np.where(y, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    w = np.zeros(z.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-z @ w))
        w -= 0.5 * (z.T @ ((p - y) * weight) / len(y) + decay * np.r_[w[:-1], 0])
    return np.r_[w[:-1] / spread, w[-1] - (w[:-1] * mean / spread).sum()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", nargs="+")
    parser.add_argument("--nothing", nargs="+", required=True)
    parser.add_argument("--parts", required=True)
    args = parser.parse_args()
    ids = lambda paths, key: {json.loads(line)[key] for path in paths for line in open(path, encoding="utf8")}
    real, nothing = ids(args.judged, "qid"), ids(args.nothing, "id")
    rows = [json.loads(line) for line in open(args.parts, encoding="utf8")]
    rows = [row for row in rows if row["qid"] in real | nothing]
    x = np.array([[row["confidence"][name] for name in NAMES] for row in rows])
    y = np.array([row["qid"] in real for row in rows])
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    score = np.zeros(len(rows))
    for start in range(5):
        out = np.array(order[start::5])
        inside = np.setdiff1d(np.array(order), out)
        w = fit(x[inside], y[inside])
        score[out] = x[out] @ w[:-1] + w[-1]
    for keeps in (0.01, 0.02, 0.025, 0.03, 0.05, 0.1, 0.15):
        at = np.quantile(score[y], keeps)
        print(f"folds: all but {keeps:.1%} of the real kept, nothing sure of {(score[~y] < at).mean():.1%} of the others")
    w = fit(x, y)
    score = x @ w[:-1] + w[-1]
    print("CONFIDENCE", dict(zip(NAMES, w.round(3))), "BIAS", round(w[-1], 3))
    print("NOTHING", round(np.quantile(score[y], 0.025), 3), "PERHAPS", round(np.quantile(score[y], 0.15), 3))


if __name__ == "__main__":
    main()
