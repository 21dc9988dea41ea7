import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.activity.chain import START, Row, canonical, check, digest, row_hash


def make(count, personal=""):
    """A sound chain of ``count`` rows."""
    rows, previous = [], START
    for seq in range(1, count + 1):
        salt = f"salt{seq}" if personal else ""
        content = {"seq": seq, "actor": "P-1", "verb": "kpi.changed", "subject": f"K-{seq}"}
        if personal:
            content["personal"] = digest(salt + personal)
        body = canonical(content)
        previous = row_hash(previous, body)
        rows.append(Row(seq, body, previous, personal, salt, ("P-1", "kpi.changed", f"K-{seq}")))
    return rows


def altered(row, **changes):
    return Row(**{**{name: getattr(row, name) for name in Row.__dataclass_fields__}, **changes})


def end_of(rows):
    return rows[-1].seq, rows[-1].hash


def test_a_sound_chain_is_intact_and_ends_at_its_head():
    rows = make(5)
    verdict = check(rows, end=end_of(rows), head=rows[2].hash)
    assert (verdict.intact, verdict.seq, verdict.head) == (True, 5, rows[4].hash)


def test_an_empty_log_is_intact():
    assert check([], end=(0, "")).intact


@given(st.integers(1, 8), st.data())
def test_any_single_tampering_is_found(count, data):
    rows = make(count)
    end = end_of(rows)
    at = data.draw(st.integers(0, count - 1))
    how = data.draw(st.sampled_from(["body", "column", "remove", "swap", "hash"]))
    tampered = list(rows)
    if how == "body":
        tampered[at] = altered(rows[at], body=rows[at].body.replace("K-", "K-9"))
    elif how == "column":
        tampered[at] = altered(rows[at], columns=("P-2", "kpi.changed", f"K-{at + 1}"))
    elif how == "hash":
        tampered[at] = altered(rows[at], hash="f" * 64)
    elif how == "remove" or count == 1:
        del tampered[at]
    else:
        other = (at + 1) % count
        tampered[at], tampered[other] = rows[other], rows[at]
    assert not check(tampered, end=end).intact


def test_rows_cut_off_together_with_the_remembered_end_are_found_by_a_head_kept_elsewhere():
    rows = make(5)
    shorter = rows[:3]
    assert check(shorter, end=end_of(shorter)).intact
    assert check(shorter, end=end_of(shorter), head=rows[4].hash).problems == (
        f"The head {rows[4].hash[:12]}… is nowhere in this log: it was cut off or rewritten since.",
    )


def test_erasing_personal_data_does_not_break_the_chain_but_changing_it_does():
    rows = make(2, personal='{"P-1":{"name":"Ruth"}}')
    erased = [altered(rows[0], personal="", salt=""), rows[1]]
    renamed = [altered(rows[0], personal='{"P-1":{"name":"Rita"}}'), rows[1]]
    assert check(erased, end=end_of(rows)).intact
    assert check(renamed, end=end_of(rows)).problems == ("Row 1 names other people than the ones that were sealed.",)


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": "ü"}) == canonical(json.loads('{"a": "ü", "b": 1}')) == '{"a":"ü","b":1}'


def test_what_has_no_place_in_the_log_is_refused():
    with pytest.raises(TypeError, match="no place in the log"):
        canonical({"a": object()})
