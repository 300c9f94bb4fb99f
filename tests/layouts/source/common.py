"""What every generator here shares: texts from TOML, engines that make PDFs, and the gold record.

The generators need a Python of their own (see ../README.md): WeasyPrint, python-docx, python-pptx, openpyxl and
pikepdf are no requirements of the product.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PLANS = HERE.parent / "plans"
sys.path.insert(0, str(HERE.parents[1]))  # tests/, for samples

from samples.codes import with_check_digit  # noqa: E402

MARKER = re.compile(r"\{([^}]+)\}")
LIMIT = 400_000  # bytes of one PDF


def plain(text: str) -> str:
    """The text as a record keeps it: no markers, no forced line ends."""
    return MARKER.sub("", text).replace("\n", "")


def bare(text: str) -> str:
    """The text for searching: NFKC, no white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def markup(text: str) -> str:
    """The text as HTML, markers raised."""
    return MARKER.sub(r"<sup>\1</sup>", html.escape(text)).replace("\n", "<br>")


def year(text: str) -> int | None:
    """A fiscal year or, for "", None."""
    return int(text) if text.strip() else None


def entry(text: str) -> dict[str, Any]:
    """``row > activity | 2024-2026`` as a schedule entry; ``-2023`` is a これまで bar."""
    words, _, years = text.rpartition("|")
    row, found, activity = words.rpartition(">")
    start, dash, end = years.strip().partition("-")
    return {
        "row": row.strip() if found else "",
        "activity": activity.strip(),
        "start_fy": year(start),
        "end_fy": year(end) if dash else year(start),
    }


def indicator(text: str) -> dict[str, Any]:
    """``name | 現状値=1 | 2026=3`` as an indicator."""
    name, *values = [part.strip() for part in text.split("|")]
    return {"name": name, "values": dict(value.split("=", 1) for value in values)}


@dataclass
class Plan:
    """The texts of one plan."""

    key: str
    facts: dict[str, Any]
    measures: list[dict[str, Any]]
    terms: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    text: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Code of the municipality with its check digit."""
        return with_check_digit(self.facts["code"])

    def under(self, *path: str) -> list[dict[str, Any]]:
        """The measures whose path begins so."""
        return [m for m in self.measures if tuple(m["path"][: len(path)]) == path]


def load(key: str) -> Plan:
    """The plan's texts from ``<key>.toml``; a measure without a path has the one before it."""
    data = tomllib.loads((HERE / f"{key}.toml").read_text(encoding="utf-8"))
    measures = data.pop("measure", [])
    path: list[str] = []
    for measure in measures:
        path = measure.setdefault("path", path)
        for name, default in (("label", ""), ("description", ""), ("departments", []), ("schedule", [])):
            measure.setdefault(name, default)
        measure["entries"] = [entry(text) for text in measure["schedule"]]
        measure["kpi"] = [indicator(text) for text in measure.get("indicators", [])]
    return Plan(key, data.pop("document"), measures, data.pop("term", []), data.pop("review", []), data)


class Pages:
    """The text of a PDF's pages, for telling where something stands."""

    def __init__(self, pdf: Path) -> None:
        raw = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
        self.texts = [bare(page) for page in raw.split("\f")[:-1]]

    def find(self, text: str, start: int = 1) -> int | None:
        """First page from ``start`` on that holds the longest run of the text between its markers and line ends."""
        needle = max((bare(part) for part in re.split(r"\{[^}]+\}|\n", text)), key=len)
        for number in range(start, len(self.texts) + 1):
            if needle in self.texts[number - 1]:
                return number
        return None


def gold(plan: Plan, pdf: Path, *, first_page: int) -> dict[str, Any]:
    """The record; pages come from the PDF where the texts do not give them."""
    pages = Pages(pdf)
    measures = []
    at = first_page
    for number, m in enumerate(plan.measures, 1):
        page = m.get("page") or pages.find(m["title"], at) or pages.find(m["title"][:7], at)
        if page is None:
            raise ValueError(f"{plan.key}: {m['title']} stands on no page from {at} on")
        at = page if "page" not in m else at
        tail = m.get("tail") or re.split(r"\{[^}]+\}|\n", m["description"])[-1][-9:]
        end = m.get("end_page") or (tail and pages.find(tail, page)) or page
        notes = dict.fromkeys(MARKER.findall(m["title"] + m["description"] + "".join(m.get("indicators", []))))
        record = {
            "id": f"{plan.key}-{number:03d}",
            "path": [plain(part) for part in m["path"]],
            "label": m["label"],
            "title": plain(m["title"]),
            "description": plain(m["description"]),
            "departments": m["departments"],
            "printed_codes": m.get("codes", []),
            "repost": "再掲" in m["title"],
            "schedule": m["entries"],
            "indicators": [{"name": plain(k["name"]), "values": k["values"]} for k in m["kpi"]],
            "progress": m.get("progress", []),
            "term_refs": list(notes),
            "page": page,
            "end_page": end,
        }
        measures.append(record)
    terms = []
    for t in plan.terms:
        page = t.get("page") or pages.find(t["definition"][:14], t.get("from", 1))
        if page is None:
            raise ValueError(f"{plan.key}: {t['term']} is explained on no page")
        terms.append(
            {
                "marker": t.get("marker", ""),
                "term": t["term"],
                "expansion": t.get("expansion", ""),
                "definition": t["definition"],
                "kind": t["kind"],
                "page": page,
            }
        )
    reviews = [
        {"path": [], "label": "", "refs": [], **r, "page": r.get("page") or pages.find(r["title"])}
        for r in plan.reviews
    ]
    document = {
        "key": plan.key,
        "source_name": f"{plan.key}.pdf",
        "municipality": plan.facts.get("municipality"),
        "municipality_code": plan.code if "code" in plan.facts else None,
        "prefecture": plan.facts.get("prefecture"),
        "title": plan.facts.get("title"),
        "start_fy": plan.facts.get("start_fy"),
        "end_fy": plan.facts.get("end_fy"),
    }
    return {"document": document, "measures": measures, "reviews": reviews, "terms": terms, "pages": len(pages.texts)}


def write(plan: Plan, pdf: bytes, *, first_page: int = 1) -> None:
    """Write the PDF and its gold record into ../plans."""
    target = PLANS / f"{plan.key}.pdf"
    target.write_bytes(pdf)
    if len(pdf) > LIMIT:
        raise ValueError(f"{plan.key}: {len(pdf)} bytes")
    record = gold(plan, target, first_page=first_page)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    (PLANS / f"{plan.key}.json").write_text(text, encoding="utf-8")
    where = " ".join(f"{m['page']}-{m['end_page']}" for m in record["measures"])
    sys.stdout.write(
        f"{plan.key}: {len(pdf)} bytes, {record['pages']} pages, {len(record['measures'])} measures: {where}\n"
    )


CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def chromium(page: str) -> bytes:
    """Print an HTML page."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.html", Path(folder) / "out.pdf"
        source.write_text(page, encoding="utf-8")
        command = ["chromium", *CHROMIUM_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        subprocess.run([*command, source.as_uri()], check=True, capture_output=True)
        return target.read_bytes()


def office(data: bytes, suffix: str) -> bytes:
    """Convert an office document with LibreOffice."""
    program = shutil.which("soffice") or "soffice"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"in{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()


def weasy(page: str) -> bytes:
    """Typeset an HTML page with WeasyPrint."""
    from weasyprint import HTML

    return bytes(HTML(string=page).write_pdf())
