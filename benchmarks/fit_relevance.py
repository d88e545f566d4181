"""Fits the weights by which the dialogue scores items, on labelled questions, with a part held out.

    python -m benchmarks.fit_relevance QUESTIONS.jsonl [MORE.jsonl ...] [--semantic] [--write]

An entry is right for a question (see `labelled`) if it tells one of its facts.
Prints precision of the first item and a reliability table on the held-out part; --write keeps the weights.
--semantic does the same for the weights that count where the extra `semantic` is installed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.bootstrap import LoadedAssistant
from assistant.dialogue.choosing.finding import BY_MEANING, FEATURES, Found
from assistant.policy.model import Statement
from benchmarks.labelled import Question, asked_of, begun

FOLDER = Path(__file__).parent.parent / "assistant" / "dialogue" / "choosing"
DEPTH = 15
# Of a question without an answer, the first gap that fits at least so well counts as the right reply.
GAP_FROM = 0.3


@dataclass
class Labelled:
    """The items found for one question: features, (n, n_features), and which are right, (n,)."""

    question: Question
    features: NDArray[np.float64]
    right: NDArray[np.bool_]


def label(assistant: LoadedAssistant, question: Question) -> Labelled | None:
    """Look a question up and label what is found; None for a question about another city than its own."""
    heard = assistant.reader.read(question.text, question.city, question.day or date(2022, 12, 23))
    if heard.located.elsewhere or (heard.located.areas and question.city not in heard.located.areas):
        return None
    lineage = assistant.knowledge.lineage(question.city)
    rows, right = [], []
    seen_gap = False
    for found in assistant.chooser.finder.find(heard.matched, lineage)[:DEPTH]:
        verdict = judged(assistant, question, found)
        entry = assistant.knowledge.entries.get(found.item.id)
        if verdict is None and entry is not None and not seen_gap and found.score >= GAP_FROM:
            verdict = seen_gap = True
        if verdict is not None:
            rows.append(found.features)
            right.append(verdict)
    if not rows:
        return None
    return Labelled(question, np.array(rows), np.array(right, bool))


def judged(assistant: LoadedAssistant, question: Question, found: Found) -> bool | None:
    """Whether an item answers a question; None where the labels can't tell."""
    entry = assistant.knowledge.entries.get(found.item.id)
    if question.outside:
        return found.item.kind == "outside"
    if entry is None:
        return None if found.item.kind == "scheme" else not question.facts
    if entry.statement is Statement.GAP:
        return False if question.facts else None
    return bool(question.facts & set(entry.facts))


def fit(sets: list[Labelled]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias by logistic regression on standardised features, given back for raw ones."""
    features = np.vstack([s.features for s in sets])
    right = np.concatenate([s.right for s in sets])
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=4000).fit((features - mean) / scale, right)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - (model.coef_[0] * mean / scale).sum())


def report(sets: list[Labelled], weights: NDArray[np.float64], bias: float, title: str) -> None:
    """Print how often the first item is right, and how the scores hold up as probabilities."""
    firsts: list[tuple[float, bool, bool]] = []
    for one in sets:
        odds = one.features @ weights + bias
        best = int(np.argmax(odds))
        firsts.append((1 / (1 + np.exp(-odds[best])), bool(one.right[best]), bool(one.question.facts)))
    answerable = [f for f in firsts if f[2]]
    print(f"{title}: {len(firsts)} questions; first item right for {np.mean([f[1] for f in answerable]):.1%} "
          f"of {len(answerable)} answerable")
    print("  score      questions  right")
    for low in np.arange(0, 1, 0.1):
        inside = [f for f in firsts if low <= f[0] < low + 0.1 or (low >= 0.9 and f[0] == 1)]
        if inside:
            print(f"  {low:.1f}-{low + 0.1:.1f}    {len(inside):8d}  {np.mean([f[1] for f in inside]):6.1%}")


def main() -> None:
    """Fit, report, and keep the weights if asked to."""
    arguments, assistant = begun(__doc__)
    sets = [s for q in asked_of(assistant, arguments.questions) if (s := label(assistant, q)) is not None]
    fitted, held = [s for s in sets if not s.question.held], [s for s in sets if s.question.held]
    weights, bias = fit(fitted)
    report(fitted, weights, bias, "fitted on")
    report(held, weights, bias, "held out")
    if arguments.write:
        names = (*FEATURES, BY_MEANING) if arguments.semantic else FEATURES
        kept = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
        target = FOLDER / ("relevance-semantic.json" if arguments.semantic else "relevance.json")
        target.write_text(json.dumps({"weights": kept, "bias": round(bias, 4)}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
