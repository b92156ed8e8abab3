"""The merge patch: what an amendment may write and what comes of it."""

from collections.abc import Callable
from datetime import date

import pytest

from motcua.catalog import Catalog
from motcua.catalog.merging.merged import Merged

Write = Callable[..., Catalog]

HEAD = "kind: amendment\nid: sua\namends: procedure/khai-tu\nin_force: {from: 2017-01-01}\nbasis: [NĐ 1/2017]\n"


def patched(amended: Write, change: str) -> Merged:
    catalog = amended("vn", HEAD + "set:\n" + change)
    assert catalog.findings == ()
    return catalog.resolve("vn", date(2020, 1, 1)).resolved.of_kind("procedure")["khai-tu"]


def ids(rows: list[dict[str, str]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("  papers: [{id: moi, name: Giấy mới}]", ["to-khai", "bao-tu", "moi"]),
        ("  papers: [{id: moi, name: Giấy mới, before: bao-tu}]", ["to-khai", "moi", "bao-tu"]),
        ("  papers: [{id: moi, name: Giấy mới, after: to-khai}]", ["to-khai", "moi", "bao-tu"]),
        ("  papers: [{id: bao-tu, before: to-khai}]", ["bao-tu", "to-khai"]),
        ("  papers: [{id: to-khai, remove: true}]", ["bao-tu"]),
        ("  papers: [{id: to-khai, originals: 1}]", ["to-khai", "bao-tu"]),
    ],
)
def test_rows_merge_by_id_and_stand_where_the_patch_places_them(
    amended: Write, change: str, expected: list[str]
) -> None:
    papers = patched(amended, change).data["papers"]
    assert ids(papers) == expected
    assert not any({"remove", "before", "after"} & paper.keys() for paper in papers)


def test_a_patched_row_keeps_what_the_patch_does_not_say(amended: Write) -> None:
    row = patched(amended, "  papers: [{id: to-khai, originals: 1}]").data["papers"][0]
    assert row == {"id": "to-khai", "name": "Tờ khai", "when": {"channel": "counter"}, "originals": 1}


def test_null_drops_a_key(amended: Write) -> None:
    row = patched(amended, "  papers: [{id: to-khai, when: null}]").data["papers"][0]
    assert "when" not in row


def test_lists_of_plain_values_replace(amended: Write) -> None:
    assert patched(amended, "  channels: [online]").data["channels"] == ["online"]


def test_mappings_merge_by_key(amended: Write) -> None:
    facts = patched(amended, "  facts: {by_proxy: {type: boolean, title: Đi thay?}}").data["facts"]
    assert list(facts) == ["death_date", "needs_check", "by_proxy"]


def test_a_leaf_remembers_where_it_came_from_and_what_it_replaced(amended: Write) -> None:
    origin = patched(amended, "  deadline: [{id: thuong, within: 2 working_days}]").origins["deadline.thuong.within"]
    assert (origin.value, origin.layer, origin.basis, origin.since) == (
        "2 working_days",
        "vn",
        ("NĐ 1/2017",),
        date(2017, 1, 1),
    )
    assert str(origin.place) == "catalogs/vn/sua-doi.yaml:7:35"
    assert origin.replaced is not None
    assert origin.replaced.value == "1 working_days"
    assert origin.replaced.place.file == "catalogs/vn/khai-tu.yaml"


def test_a_row_of_its_own_basis_rests_on_that(amended: Write) -> None:
    origins = patched(amended, "  deadline: [{id: thuong, within: 2 working_days, basis: [TT 2/2017]}]").origins
    assert origins["deadline.thuong.within"].basis == ("TT 2/2017",)
    assert origins["papers.bao-tu.originals"].basis == ("Luật Hộ tịch Đ34",)
    assert origins["papers.to-khai.originals"].basis == ("Luật Hộ tịch",)


@pytest.mark.parametrize(
    ("change", "rule", "nearest"),
    [
        ("  papers: [{id: to-khia, originals: 1}]", "amendment/unknown-row", "to-khai"),
        ("  papers: [{id: to-khia, remove: true}]", "amendment/nothing-to-drop", "to-khai"),
        ("  papers: [{id: moi, name: Mới, before: bao-tuu}]", "amendment/unknown-neighbour", "bao-tu"),
        ("  derived: {on_tim: null}", "amendment/nothing-to-drop", "on_time"),
    ],
)
def test_a_patch_that_cannot_mean_anything_is_refused_with_the_nearest_name(
    amended: Write, change: str, rule: str, nearest: str
) -> None:
    catalog = amended("vn", HEAD + "set:\n" + change)
    resolved = catalog.resolve("vn", date(2020, 1, 1)).resolved
    (finding,) = resolved.findings
    assert (finding.rule, finding.params["nearest"]) == (rule, nearest)
    assert str(finding.place).startswith("catalogs/vn/sua-doi.yaml:7:")


@pytest.mark.parametrize(
    ("change", "name", "around"),
    [
        ("  papers: [{id: to-khai, name: null}]", "name", "papers.to-khai"),
        ("  papers: [{id: moi, name: null}]", "name", "papers.moi"),
        ("  facts: {needs_check: {type: null}}", "type", "facts.needs_check"),
        ("  deadline: null", "deadline", "procedure"),
    ],
)
def test_what_nothing_can_be_read_without_is_not_dropped(amended: Write, change: str, name: str, around: str) -> None:
    resolved = amended("vn", HEAD + "set:\n" + change).resolve("vn", date(2020, 1, 1)).resolved
    (finding,) = resolved.findings
    assert (finding.rule, finding.params["name"], finding.params["path"]) == ("amendment/needed", name, around)
    assert resolved.of_kind("procedure")["khai-tu"].applied == ()


def test_an_amendment_with_an_error_changes_nothing_at_all(amended: Write) -> None:
    change = "  papers: [{id: to-khai, remove: true}, {id: khong-co, originals: 1}]"
    resolved = amended("vn", HEAD + "set:\n" + change).resolve("vn", date(2020, 1, 1)).resolved
    merged = resolved.of_kind("procedure")["khai-tu"]
    assert ids(merged.data["papers"]) == ["to-khai", "bao-tu"]
    assert merged.applied == ()


def test_steps_laid_over_a_used_route_may_be_dropped_by_a_later_amendment(amended: Write) -> None:
    catalog = amended(
        "vn", HEAD + "set:\n  route: {steps: [{id: ky, name: Ký duyệt}, {id: nhan, remove: true}], times: {nhan: null}}"
    )
    procedure = catalog.resolve("vn", date(2020, 1, 1)).find("khai-tu")
    assert [(step.id, step.name) for step in procedure.steps] == [("ky", "Ký duyệt")]
