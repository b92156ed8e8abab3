"""Slips as they are handed out: the shipped templates, real PDFs, and what a broken template or odd data do to them."""

import io
import time
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.calendar import long_date, long_moment, parse_moment
from motcua.document import read_file, validate
from motcua.findings import Finding, MotcuaError
from motcua.slips import FONTS, qr_svg, render, render_apart
from motcua.slips.glyphs import coverage
from motcua.spelled import amount_in_words

RULES = Path(__file__).parents[2] / "rules" / "slips"
SLIPS = ("giay-tiep-nhan", "phieu-yeu-cau-bo-sung", "phieu-tu-choi", "phieu-kiem-soat", "phieu-huong-dan")
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
BROKEN = b'#import "phieu.typ": *\n#show: slip\n= Phi\xe1\xba\xbfu\n#field([M\xc3\xa3], data.cdoe)\n'


def slip_data(slip: str, **changes: Any) -> dict[str, Any]:
    """Build everything that the shipped templates print, for one birth registration."""
    document = read_file(RULES / f"{slip}.yaml")[0][0].data
    received, due = parse_moment("2026-10-05T09:12"), parse_moment("2026-10-08T17:00")
    return {
        "slip": {key: document.get(key) for key in ("number", "basis", "texts")},
        "office": {"above": "Ủy ban nhân dân xã Hà Trung", "name": "Bộ phận Một cửa", "place": "Hà Trung"},
        "date": long_date(received.date()),
        "number": "12/TTPVHCC",
        "code": "H56.38.01-261005-0012",
        "qr": "HTTPS://MOTCUA.EXAMPLE/T/H56.38.01-261005-0012",
        "applicant": {"name": "Nguyễn Thị Hường", "address": "Thôn Kim Phát", "phone": "0912345678"},
        "officer": "Lê Văn Đặng",
        "procedure": {"name": "Đăng ký khai sinh", "code": "1.001193"},
        "papers": [{"name": "Tờ khai", "originals": 1, "copies": 0, "electronic": 0}],
        "sets": 1,
        "within": "3 ngày làm việc",
        "received_at": long_moment(received),
        "due_at": long_moment(due),
        "return_place": "Tại nơi nộp hồ sơ",
        "fee": {
            "lines": [{"name": "Lệ phí", "amount": "8.000 đồng", "basis": "QĐ 4764/2016/QĐ-UBND"}],
            "total": "8.000 đồng",
            "total_in_words": amount_in_words(8000),
        },
        "asks": ["Bản chính giấy chứng sinh"],
        "reason": "Giấy chứng sinh phải là bản chính",
        "steps": [{"from": "Một cửa", "to": "Tư pháp – hộ tịch", "result": "on_time"}, {"from": "A", "to": "B"}],
        "extra": ["Xã tặng thư chúc mừng"],
        **changes,
    }


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def printed(slip: str, **changes: Any) -> bytes:
    return render(RULES / f"{slip}.typ", slip_data(slip, **changes))


def refusal(template: bytes, **changes: Any) -> Finding:
    with pytest.raises(MotcuaError) as error:
        render(template, slip_data("giay-tiep-nhan", **changes), name="rules/slips/cua-tinh.typ")
    return error.value.findings[0]


@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_is_a_tagged_vietnamese_a5_paper_with_its_own_fonts(slip: str) -> None:
    pdf = PdfReader(io.BytesIO(printed(slip)))
    assert [round(float(size) / 72 * 25.4) for size in pdf.pages[0].mediabox[2:]] == [148, 210]
    assert pdf.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(pdf.root_object["/Lang"]).startswith("vi")
    assert pdf.metadata is not None
    assert pdf.metadata.title == slip_data(slip)["slip"]["texts"]["title"].replace("\n", " ")
    fonts = pdf.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all("Tinos" in str(font.get_object()["/BaseFont"]) for font in fonts.values())


@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_names_nation_office_procedure_and_date(slip: str) -> None:
    text = text_of(printed(slip))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ HÀ TRUNG",
        "Hà Trung, ngày 05 tháng 10 năm 2026",
        "Đăng ký khai sinh",
        "Xã tặng thư chúc mừng",
    ):
        assert said in text


def test_the_receipt_says_when_what_and_how_much_on_two_copies() -> None:
    pdf = printed("giay-tiep-nhan")
    text = text_of(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    for said in (
        "(Liên: lưu)",
        "(Liên: giao người nộp)",
        "17 giờ 00 phút, ngày 08 tháng 10 năm 2026",
        "Tổng cộng: 8.000 đồng (bằng chữ: Tám nghìn đồng)",
        "QĐ 4764/2016/QĐ-UBND",
        "Mẫu số 01",
        "Lê Văn Đặng",
    ):
        assert said in text


def test_the_request_lists_what_is_missing_and_why() -> None:
    text = text_of(printed("phieu-yeu-cau-bo-sung"))
    assert "1. Bản chính giấy chứng sinh" in text
    assert "Giấy chứng sinh phải là bản chính" in text


def test_what_is_only_shown_stands_apart_from_what_is_handed_in() -> None:
    card = {"name": "Căn cước", "shown_only": True}
    text = text_of(printed("phieu-huong-dan", papers=[*slip_data("phieu-huong-dan")["papers"], card]))
    assert text.index("xuất trình") < text.index("Căn cước")


def test_a_slip_with_many_papers_runs_on_to_further_pages() -> None:
    papers = [{"name": f"Giấy số {index}", "originals": 1} for index in range(60)]
    assert "Giấy số 59" in text_of(printed("giay-tiep-nhan", papers=papers))


def test_a_value_not_known_yet_leaves_dots_to_write_on() -> None:
    text = text_of(printed("giay-tiep-nhan", applicant={"name": "Nguyễn Thị Hường"}, due_at=""))
    assert "Địa chỉ: ...." in text
    assert "Thời gian trả kết quả: ...." in text


def test_the_same_data_give_the_same_bytes_here_and_in_another_process() -> None:
    template = RULES / "giay-tiep-nhan.typ"
    assert printed("giay-tiep-nhan") == render_apart(template, slip_data("giay-tiep-nhan"))


def test_what_people_type_is_never_read_as_markup() -> None:
    name = "*Lan* _A_ $x$ #panic() @b `c` \\ <d> [e] // f"
    assert name in text_of(printed("giay-tiep-nhan", applicant={"name": name}))


def test_a_word_without_end_stays_on_the_paper() -> None:
    address = "https://example.vn/" + "giay-chung-sinh" * 20
    pdf = printed(
        "phieu-yeu-cau-bo-sung", reason=address, applicant={"name": "L" * 200, "email": f"{'x' * 60}@example.vn"}
    )
    page = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert max(map(len, page.splitlines())) < 140
    assert address in page.replace("\u200b", "").replace("\n", "")


def test_all_vietnamese_letters_can_be_printed_in_every_style() -> None:
    needed = {ord(letter) for letter in LETTERS + LETTERS.upper() + "0123456789₫–“”…"}
    for font in sorted(FONTS.glob("*.ttf")):
        assert needed <= coverage(font), font.name


def test_a_character_without_a_glyph_is_shown_by_its_number() -> None:
    assert "Lý [U+674E] Anh" in text_of(printed("giay-tiep-nhan", applicant={"name": "Lý 李 Anh"}))


def test_decomposed_letters_are_printed_composed() -> None:
    assert "Hường" in text_of(printed("giay-tiep-nhan", applicant={"name": "Hu\u031bo\u031b\u0300ng"}))


def test_a_broken_template_is_named_with_line_column_and_excerpt() -> None:
    finding = refusal(BROKEN)
    assert finding.rule == "slip/template"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("rules/slips/cua-tinh.typ", 4)
    assert "data.cdoe" in finding.excerpt
    assert "cdoe" in finding.message("vi")


def test_a_syntax_error_is_named_with_its_line() -> None:
    place = refusal(b"= A\n\n#let x = \n").place
    assert place is not None
    assert place.line == 3


@pytest.mark.parametrize(
    "template",
    [b'#read("/etc/passwd")', b'#read("../render.py")', b'#import "khac.typ": a'],
    ids=["root", "up", "else"],
)
def test_a_template_reads_no_file_but_the_drawing_words(template: bytes) -> None:
    assert refusal(template).rule == "slip/template"


def test_a_template_fetches_no_package() -> None:
    finding = refusal(b'= A\n#import "@preview/tablex:0.0.9": *\n')
    assert finding.rule == "slip/package"
    assert finding.place is not None
    assert finding.place.line == 2


def test_a_template_that_never_ends_is_stopped(tmp_path: Path) -> None:
    endless = tmp_path / "lap.typ"
    endless.write_text("#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }")
    began = time.monotonic()
    with pytest.raises(MotcuaError) as error:
        render_apart(endless, slip_data("giay-tiep-nhan"), seconds=2)
    assert error.value.findings[0].rule == "slip/endless"
    assert time.monotonic() - began < 8


def test_a_template_refused_in_another_process_is_refused_with_the_same_finding(tmp_path: Path) -> None:
    broken = tmp_path / "hong.typ"
    broken.write_bytes(BROKEN)
    with pytest.raises(MotcuaError) as here:
        render(broken, slip_data("giay-tiep-nhan"))
    with pytest.raises(MotcuaError) as apart:
        render_apart(broken, slip_data("giay-tiep-nhan"))
    assert here.value.findings == apart.value.findings


def test_a_qr_code_is_kept_coarse() -> None:
    assert qr_svg("HTTPS://MOTCUA.EXAMPLE/T/H56.38.01-261005-0012").startswith("<svg")
    with pytest.raises(MotcuaError) as error:
        qr_svg("https://motcua.example")
    assert error.value.findings[0].rule == "slip/qr"


@pytest.mark.parametrize("file", [*(f"{slip}.yaml" for slip in SLIPS), "tt-03-2025.yaml"])
def test_the_slip_documents_keep_to_their_schema(file: str) -> None:
    documents, findings = read_file(RULES / file)
    assert documents
    assert findings + [finding for document in documents for finding in validate(document)] == []


def test_the_control_sheet_is_form_06_from_mid_september_2025() -> None:
    documents = {document.id: document.data for document in read_file(RULES / "tt-03-2025.yaml")[0]}
    sheet = documents["tt-03-2025-phieu-kiem-soat"]
    assert (sheet["set"]["number"], sheet["in_force"]["from"]) == ("06", "2025-09-15")
    assert read_file(RULES / "phieu-kiem-soat.yaml")[0][0].data["number"] == "05"
