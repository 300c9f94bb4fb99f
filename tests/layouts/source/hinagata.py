"""雛形市: numbered prose 第１章 / １ / (1) / ア without tables, true footnotes (Writer)."""

from __future__ import annotations

from html import escape

from common import MARKER, load, office, write

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)


def style(name: str, *, size: float, font: str = "IPA明朝", left: float = 0, indent: float = 0, **more: str) -> str:
    paragraph = {"fo:margin-left": f"{left}mm", "fo:text-indent": f"{indent}mm", "fo:line-height": "165%"}
    paragraph |= {f"fo:{key.replace('_', '-')}": value for key, value in more.items()}
    attributes = " ".join(f'{key}="{value}"' for key, value in paragraph.items())
    face = f'style:font-name="{font}" style:font-name-asian="{font}" fo:font-size="{size}pt" style:font-size-asian="{size}pt"'
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {attributes}/>'
        f"<style:text-properties {face}/></style:style>"
    )


STYLES = "".join(
    (
        style("Cover", size=26, font="IPAゴシック", text_align="center", margin_top="70mm"),
        style("Small", size=13, text_align="center", margin_top="8mm"),
        style("H1", size=16, font="IPAゴシック", margin_bottom="4mm", margin_top="6mm", keep_with_next="always"),
        style("H1P", size=16, font="IPAゴシック", margin_bottom="4mm", break_before="page", keep_with_next="always"),
        style("H2", size=13, font="IPAゴシック", left=2, margin_top="4mm", keep_with_next="always"),
        style("H3", size=11.5, font="IPAゴシック", left=5, margin_top="3mm", keep_with_next="always"),
        style("H4", size=10.5, font="IPAゴシック", left=9, margin_top="2.5mm", keep_with_next="always"),
        style("Label", size=10.5, font="IPAゴシック", left=13, keep_with_next="always"),
        style("Body", size=10.5, left=16, indent=3.7, text_align="justify"),
        style("Item", size=10.5, left=20),
        style("Wide", size=10.5, left=4, indent=3.7, text_align="justify"),
        style("Toc", size=10.5, left=4),
        style("Footnote", size=8.5, left=5, indent=-5, line_height="130%"),
    )
)


class Text:
    """Paragraphs of a flat ODF text; markers become footnotes."""

    def __init__(self, plan) -> None:
        self.notes = {t["marker"]: t for t in plan.terms}
        self.out: list[str] = []

    def put(self, name: str, text: str) -> None:
        parts = []
        for index, part in enumerate(MARKER.split(text)):
            parts.append(self.note(part) if index % 2 else escape(part))
        self.out.append(f'<text:p text:style-name="{name}">{"".join(parts)}</text:p>')

    def note(self, marker: str) -> str:
        t = self.notes[marker]
        spelt = f"（{t['expansion']}）" if "expansion" in t else ""
        return (
            f'<text:note text:note-class="footnote"><text:note-citation text:label="{marker}">{marker}</text:note-citation>'
            f'<text:note-body><text:p text:style-name="Footnote">　{t["term"]}{spelt}：{t["definition"]}</text:p>'
            "</text:note-body></text:note>"
        )

    def lines(self, text: str) -> None:
        """A paragraph, its enumerated lines set in."""
        for line in text.split("\n"):
            self.put("Item" if line[0] in "・①②③" else "Body", line)


def main() -> None:
    plan = load("hinagata")
    t = Text(plan)
    t.put("Cover", "雛形市デジタル社会形成計画")
    t.put("Small", "令和７年度～令和11年度")
    t.put("Small", "令和７年３月")
    t.put("Small", "大分県雛形市")
    t.put("H1P", "目次")
    for line in (
        "第１章　計画の基本的な事項　……………………………………　３",
        "第２章　本市を取り巻く状況　……………………………………　３",
        "第３章　施策の展開　………………………………………………　４",
        "　１　市民サービスの向上　………………………………………　４",
        "　２　行政運営の改革　……………………………………………　５",
        "第４章　計画の推進　………………………………………………　８",
    ):
        t.put("Toc", line)
    t.put("H1P", "第１章　計画の基本的な事項")
    t.put("H2", "１　策定の趣旨")
    t.put(
        "Wide",
        "本市は平成17年に三つの市町が合わさって生まれ、今も庁舎が四か所に分かれています。離れた庁舎の間を書類と人が行き来する働き方を改め、どの庁舎でも同じ手続ができる市役所を目指して、この計画を定めます。",
    )
    t.put("H2", "２　計画の期間")
    t.put("Wide", "令和７年度（2025年度）から令和11年度（2029年度）までの５年間とします。")
    t.put("H1", "第２章　本市を取り巻く状況")
    t.put("H2", "１　社会の動き")
    t.put("H3", "(1)　人口の動き")
    t.put("H4", "ア　総人口")
    t.put("Body", "令和６年４月の人口は31,208人で、この10年で４千人減りました。")
    t.put("H4", "イ　世帯")
    t.put("Body", "一人で暮らす65歳以上の世帯は2,950世帯で、全体の２割を占めます。")
    t.put("H3", "(2)　通信の環境")
    t.put("Body", "光回線は市内の98％の世帯で使えますが、二つの谷では携帯電話の電波が弱い所が残っています。")
    t.put("H2", "２　前計画の成果")
    t.put(
        "Wide", "前の計画では、電子申請の受付数が５年で６倍になりました。一方で、決裁の電子化は目標に届きませんでした。"
    )
    t.put("H1P", "第３章　施策の展開")
    seen: list[str] = plan.measures[0]["path"][:1]
    intro = {
        "１　市民サービスの向上": "市役所に来なくても、また、どの庁舎に来ても、同じ質の手続ができるようにします。",
        "２　行政運営の改革": "職員が市民と向き合う時間を増やすため、機械に任せられる仕事は機械に任せます。",
    }
    for m in plan.measures:
        headings = [*m["path"], f"{m['label']}　{m['title']}"]
        for level, heading in enumerate(headings):
            if heading not in seen or level == len(headings) - 1:
                t.put(f"H{level + 1}", heading)
                if heading in intro:
                    t.put("Wide", intro[heading])
        seen = headings
        t.put("Label", "【現状】")
        t.lines(m["current"])
        t.put("Label", "【課題】")
        t.lines(m["issue"])
        t.put("Label", "【今後の取組】")
        t.lines(m["description"])
        t.put("Label", "【担当課】" + "、".join(m["departments"]))
    t.put("H1P", "第４章　計画の推進")
    t.put("H2", "１　推進の体制")
    t.put("Wide", "市長を本部長とするデジタル社会形成本部のもとに、課長級の幹事会と若手職員の作業部会を置きます。")
    t.put("H2", "２　進み具合の管理")
    t.put("Wide", "毎年度、幹事会が施策ごとの進み具合を確かめ、結果を市のホームページに載せます。")
    t.put("Wide", f"（雛形市企画課　全国地方公共団体コード：{plan.code}）")
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
        '<style:font-face style:name="IPA明朝" svg:font-family="IPAMincho"/>'
        '<style:font-face style:name="IPAゴシック" svg:font-family="IPAGothic"/></office:font-face-decls>'
        f'<office:styles>{STYLES}</office:styles><office:automatic-styles><style:page-layout style:name="P">'
        '<style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="25mm" '
        'fo:margin-bottom="20mm" fo:margin-left="25mm" fo:margin-right="25mm"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="8mm"/></style:footer-style></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="P"><style:footer><text:p text:style-name="Small"><text:page-number/></text:p></style:footer>'
        "</style:master-page></office:master-styles>"
        f"<office:body><office:text>{''.join(t.out)}</office:text></office:body></office:document>"
    )
    write(plan, office(document.encode(), ".fodt"), first_page=4)


if __name__ == "__main__":
    main()
