"""The review loop: a queue goes out, decisions come back, are checked line by line, stored, and learnt from."""

from __future__ import annotations

import json
from dataclasses import replace

import openpyxl
import pytest

from corpus.records import Document, Measure, Plan, ScheduleEntry, Source
from corpus.store import open_store
from models.classifier import load_classifier
from outputs.review_sheet import CHECKED, LISTS, MISSING, REVIEWER
from pipeline.annotate import classify_plan
from pipeline.cli import run
from pipeline.own_model import model_folder, open_classifier
from pipeline.review_schedule import read_schedule, schedule_lines

SHA = "a" * 64
TITLES = ("新型の甲乙丙の推進", "電子申請の拡大", "パソコンの更新", "庁内の調整")


def make_plan():
    measures = tuple(
        Measure(
            id=f"{number:016x}",
            path=("第１章",),
            label="",
            title=title,
            page=number + 1,
            end_page=number + 1,
            departments=("総務課",),
            schedule=(ScheduleEntry(row="", activity="実施", start_fy=2025, end_fy=2026),),
        )
        for number, title in enumerate(TITLES)
    )
    return Plan(
        source=Source(source_name="mihon.pdf", sha256=SHA, page_count=9, extractor_version="1"),
        document=Document(municipality="見本町", municipality_code="993018", title="見本計画", start_fy=2025),
        measures=measures,
    )


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "workspace"
    store_plan(folder, make_plan())
    return folder


def store_plan(folder, plan):
    with open_store(folder) as store:
        analysis = classify_plan(load_classifier(), plan)
        store.put_plan(plan, analysis, tokens={}, tokeniser_version="1", versions={"model": load_classifier().version})


def keikaku(capsys, *arguments):
    status = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.fixture
def sheet(workspace, tmp_path, capsys):
    path = tmp_path / "sheet.xlsx"
    status, out, _ = keikaku(capsys, "review", "export", "--all", "--out", path, "--workspace", workspace)

    assert (status, "4件を書き出しました" in out) == (0, True)
    return path


def fill(path, changes, *, reviewer="山田", missing=None):
    """Write into the row of each title: {title: {heading: value}}."""
    book = openpyxl.load_workbook(path)
    checked = book[CHECKED]
    columns = {cell.value: cell.column for cell in checked[1]}
    rows = {checked.cell(row, columns["施策名"]).value: row for row in range(2, checked.max_row + 1)}
    for title, cells in changes.items():
        for heading, value in cells.items():
            checked.cell(rows[title], columns[heading]).value = value
    for letter, value in (missing or {}).items():
        book[MISSING][f"{letter}2"] = book[LISTS]["C2"].value if value == "PLAN" else value
    book[REVIEWER]["B1"], book[REVIEWER]["B2"] = reviewer, "2026-04-01"
    book.save(path)


class TestExport:
    def test_the_least_certain_come_first_with_evidence(self, sheet):
        checked = openpyxl.load_workbook(sheet)[CHECKED]
        heads = [cell.value for cell in checked[1]]
        rows = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in checked.iter_rows(min_row=2)]
        certain = [float(row["確率"].split("\n")[0]) for row in rows]
        application = next(row for row in rows if row["施策名"] == "電子申請の拡大")

        assert certain == sorted(certain)
        assert application["分類（主なものから）"] == "自治体フロントヤード改革の推進"
        assert "申請" in application["そう考えた語"]
        assert application["年度と工程"] == "2025-2026 実施"
        assert application["決めたもの"].startswith("keikaku-national 2.3-")

    def test_the_queue_holds_what_the_model_is_not_sure_of(self, workspace, tmp_path, capsys):
        path = tmp_path / "queue.xlsx"
        keikaku(capsys, "review", "export", "--out", path, "--workspace", workspace)
        checked = openpyxl.load_workbook(path)[CHECKED]
        with open_store(workspace) as store:
            unsure = sum(one.abstain and one.rank == 0 for one in store.get_plan(SHA)[1].classifications)

        assert 0 < unsure < len(TITLES)
        assert checked.max_row - 1 == unsure

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--out", "a.csv"], ".xlsx で終わる"),
            (["--out", "no/such/a.xlsx"], "フォルダーがありません"),
            (["--out", "a.xlsx", "--municipality", "無い町"], "この市区町村の計画はありません"),
        ],
    )
    def test_an_unusable_call_is_said_in_a_line(self, workspace, capsys, arguments, said):
        status, _, err = keikaku(capsys, "review", "export", *arguments, "--workspace", workspace)

        assert (status, said in err) == (2, True)


class TestImport:
    def test_labels_and_values_are_corrected_alike(self, sheet, workspace, capsys):
        fill(
            sheet,
            {
                TITLES[0]: {"正しい主分類": "デジタルデバイド対策", "正しい分類2": "地域社会のデジタル化"},
                TITLES[1]: {"判定": "分類は正しい", "正しい施策名": "電子申請の拡充"},
                TITLES[2]: {
                    "正しい担当部署": "甲課\n乙課",
                    "正しい年度と工程": "2025-2027 更新\n[次期] 2028-2028 検討",
                },
                TITLES[3]: {"判定": "施策ではない", "メモ": "目次"},
            },
            missing={"A": "PLAN", "B": 5, "D": "見落とした施策", "H": "テレワークの推進"},
        )
        status, out, _ = keikaku(capsys, "review", "import", sheet, "--workspace", workspace)

        assert status == 0
        assert "分類 2件、施策名 1件、担当部署 1件、年度と工程 1件、施策でないもの 1件、足りない施策 1件" in out
        _, listed, _ = keikaku(capsys, "review", "list", "--format", "json", "--workspace", workspace)
        shown = {row["field"]: row["corrected"] for row in json.loads(listed)["rows"]}
        assert (shown["施策でないもの"], shown["足りない施策"]) == ("施策ではない", "見落とした施策")
        with open_store(workspace) as store:
            plan, analysis = store.get_plan(SHA)
            labels = next(one for one in store.corrections() if one.measure_id == f"{0:016x}")
        assert [one.title for one in plan.measures] == [TITLES[0], "電子申請の拡充", TITLES[2], "見落とした施策"]
        assert plan.measures[2].departments == ("甲課", "乙課")
        assert [one.row for one in plan.measures[2].schedule] == ["", "次期"]
        decided = [one for one in analysis.classifications if one.measure_id == f"{0:016x}"]
        assert [one.label for one in decided] == ["digital_divide", "regional_digital"]
        assert {one.decided_by for one in decided} == {"person 山田 2026-04-01"}
        assert (labels.reviewer, labels.decided_on, bool(labels.printed)) == ("山田", "2026-04-01", True)

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ({"正しい主分類": "なんでも"}, "「なんでも」という分類はありません"),
            ({"正しい分類2": "テレワークの推進"}, "主分類が空いています"),
            ({"正しい主分類": "テレワークの推進", "正しい分類3": "テレワークの推進"}, "同じ分類が2つあります"),
            ({"正しい主分類": "国の項目外（該当なし）", "正しい分類2": "テレワークの推進"}, "一緒には使えません"),
            ({"判定": "たぶん"}, "「たぶん」とあります"),
            ({"判定": "分類は正しい", "正しい主分類": "テレワークの推進"}, "両方があります"),
            ({"判定": "施策ではない", "正しい施策名": "別"}, "ほかの欄を空けてください"),
            ({"正しい年度と工程": "令和7年から"}, "「2025-2027 運用」の形ではありません"),
            ({"正しい年度と工程": "2027-2025 運用"}, "終わりは始まり以後"),
            ({"正しい施策名": "別", "照合": "0"}, "文が変わりました"),
            ({"正しい施策名": "別", "施策ID": "無い"}, "コーパスにありません"),
        ],
    )
    def test_a_line_that_cannot_be_is_named_and_nothing_is_kept(self, sheet, workspace, capsys, cells, said):
        fill(sheet, {TITLES[0]: cells, TITLES[1]: {"正しい施策名": "電子申請の拡充"}})
        status, _, err = keikaku(capsys, "review", "import", sheet, "--workspace", workspace)

        assert status == 2
        assert said in err
        assert "「確認」" in err
        assert "何も取り込んでいません" in err
        with open_store(workspace) as store:
            assert store.corrections() == []
            assert store.get_plan(SHA)[0] == make_plan()

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ({"A": "別の計画", "B": 1, "D": "施策", "H": "テレワークの推進"}, "一覧にある計画"),
            ({"A": "PLAN", "B": 10, "D": "施策", "H": "テレワークの推進"}, "1～9 の整数"),
            ({"A": "PLAN", "B": 1, "H": "テレワークの推進"}, "施策名を書いてください"),
            ({"A": "PLAN", "B": 1, "D": "施策"}, "主分類を選んでください"),
        ],
    )
    def test_a_missing_measure_must_be_whole(self, sheet, workspace, capsys, cells, said):
        fill(sheet, {}, missing=cells)
        status, _, err = keikaku(capsys, "review", "import", sheet, "--workspace", workspace)

        assert (status, said in err) == (2, True)

    def test_a_reviewer_and_a_real_day_are_needed(self, sheet, workspace, capsys):
        fill(sheet, {TITLES[0]: {"判定": "分類は正しい"}}, reviewer="")
        nameless = keikaku(capsys, "review", "import", sheet, "--workspace", workspace)
        undated = keikaku(
            capsys, "review", "import", sheet, "--reviewer", "鈴木", "--date", "2026-13-01", "--workspace", workspace
        )

        assert (nameless[0], "記入者の名前がありません" in nameless[2]) == (2, True)
        assert (undated[0], "2026-04-01 の形の日付" in undated[2]) == (2, True)

    def test_what_changed_after_a_decision_is_in_the_queue_again(self, sheet, workspace, tmp_path, capsys):
        fill(sheet, {TITLES[1]: {"判定": "分類は正しい"}})
        keikaku(capsys, "review", "import", sheet, "--workspace", workspace)
        plan = make_plan()
        changed = replace(plan.measures[1], description="前にはなかった本文")
        store_plan(workspace, replace(plan, measures=(plan.measures[0], changed, *plan.measures[2:])))
        _, listed, _ = keikaku(capsys, "review", "list", "--format", "json", "--workspace", workspace)
        path = tmp_path / "again.xlsx"
        _, out, _ = keikaku(capsys, "review", "export", "--out", path, "--workspace", workspace)
        checked = openpyxl.load_workbook(path)[CHECKED]

        assert json.loads(listed)["rows"][0]["state"] == "再確認"
        assert "うち再確認 1件" in out
        assert "電子申請の拡大" in [cell.value for cell in checked[2]]


def test_two_reviewers_are_compared_and_what_is_apart_is_listed(sheet, tmp_path, capsys):
    second = tmp_path / "second.xlsx"
    second.write_bytes(sheet.read_bytes())
    fill(
        sheet,
        {title: {"正しい主分類": "テレワークの推進"} for title in TITLES[:2]} | {TITLES[2]: {"判定": "施策ではない"}},
    )
    fill(
        second,
        {
            TITLES[0]: {"正しい主分類": "テレワークの推進"},
            TITLES[1]: {"正しい主分類": "BPRの取組の徹底"},
            TITLES[2]: {"判定": "施策ではない"},
            TITLES[3]: {"判定": "分類は正しい"},
        },
    )
    settle = tmp_path / "settle.csv"
    status, out, err = keikaku(capsys, "review", "agreement", sheet, second, "--settle", settle, "--format", "json")
    rows = {row["name"]: row for row in json.loads(out)["rows"]}

    assert status == 0
    # Telework: both once, one of the first alone, none in the third: 2/3 agreed, by chance 2/3·1/3 + 1/3·2/3.
    assert rows["テレワークの推進"] == {
        "name": "テレワークの推進",
        "first": 2,
        "second": 1,
        "both": 1,
        "kappa": "0.400",
    }
    assert rows["施策ではない"]["kappa"] == "1.000"
    assert "比べた施策 3件、主分類の一致 0.667、話し合う施策 1件" in err
    assert settle.read_text(encoding="utf-8-sig").count("電子申請の拡大") == 1


@pytest.fixture
def trained(sheet, workspace, capsys):
    assert open_classifier(workspace).version == load_classifier().version
    fill(sheet, {TITLES[0]: {"正しい主分類": "デジタル原則に基づく条例等の規制の点検・見直し"}})
    keikaku(capsys, "review", "import", sheet, "--workspace", workspace)
    yield keikaku(capsys, "train", "--workspace", workspace), workspace
    load_classifier.cache_clear()


def test_training_learns_from_corrections_and_labels_the_corpus_anew(trained, capsys, tmp_path):
    (status, out, _), workspace = trained
    lines = tmp_path / "measures.jsonl"
    lines.write_text('{"title": "新型の甲乙丙の推進", "path": ["第１章"]}\n', encoding="utf-8")
    _, own, _ = keikaku(capsys, "classify", "--jsonl", lines, "--workspace", workspace)
    _, shipped, _ = keikaku(capsys, "classify", "--jsonl", lines, "--workspace", tmp_path / "empty")

    assert (status, "修正 1件" in out) == (0, True)
    assert json.loads(own)["national"] == ["rule_review"]
    assert json.loads(shipped)["national"] != ["rule_review"]
    with open_store(workspace) as store:
        [stored] = store.stored_plans()
    assert stored.versions == f"model={open_classifier(workspace).version}"
    assert open_classifier(workspace).version != load_classifier().version


def test_evaluation_on_reviews_counts_what_people_decided(trained, capsys):
    _, workspace = trained
    status, out, _ = keikaku(capsys, "evaluate", "--reviews", "--format", "json", "--workspace", workspace)
    found = json.loads(out)

    assert (status, found["count"], found["main_accuracy"]) == (0, 1, 0.0)


def test_a_model_of_an_older_version_is_refused_with_what_to_do(trained, capsys):
    _, workspace = trained
    folder = model_folder(workspace)
    content = json.loads((folder / "national.json").read_text(encoding="utf-8"))
    (folder / "national.json").write_text(json.dumps(content | {"format": 1}), encoding="utf-8")
    load_classifier.cache_clear()
    status, _, err = keikaku(capsys, "review", "export", "--out", folder / "a.xlsx", "--workspace", workspace)

    assert (status, "keikaku train をやり直す" in err) == (2, True)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("令和7年度～令和9年度 運用", ["", "運用", 2025, 2027]),
        ("[構築] R7-R8　設計", ["構築", "設計", 2025, 2026]),
        ("2025 検討", ["", "検討", 2025, 2025]),
        ("令和元年度 試行", ["", "試行", 2019, 2019]),
        ("平成３０年度－２０２０ 導入", ["", "導入", 2018, 2020]),
        ("-令和6年度 運用", ["", "運用", None, 2024]),
    ],
)
def test_years_of_either_calendar_are_understood(line, entry):
    assert read_schedule(line) == [entry]


@pytest.mark.parametrize("line", ["令和9年度-令和7年度 運用", "運用", "7年度 運用", "大正3年 運用", "20255 運用"])
def test_what_is_no_span_of_years_is_refused(line):
    with pytest.raises(ValueError, match=r"年|形"):
        read_schedule(line)


def test_schedules_are_written_and_read_alike():
    entries = [["", "運用", 2025, 2027], ["構築", "設計", None, 2024], ["", "", 2026, 2026]]

    assert schedule_lines(entries) == ["2025-2027 運用", "[構築] -2024 設計", "2026-2026"]
    assert read_schedule("\n".join(schedule_lines(entries))) == entries
