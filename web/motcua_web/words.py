"""What the engine's closed sets of ids are called on a page, where the core itself has no word for them."""

from motcua_web.language import gettext as _

TABLES = {
    "clock": {
        "running": _("Đang tính thời hạn"),
        "paused": _("Tạm dừng tính thời hạn"),
        "stopped": _("Đã thôi tính thời hạn"),
    },
    "standing": {
        "overdue": _("Quá hạn"),
        "today": _("Đến hạn hôm nay"),
        "soon": _("Sắp đến hạn"),
        "early": _("Còn hạn"),
        "paused": _("Tạm dừng"),
        "ready": _("Chờ người nộp đến nhận"),
        "stopped": _("Đã xong"),
        "open": _("Không quy định hạn"),
    },
    "paper_mode": {
        "submit": _("Nộp"),
        "present": _("Xuất trình"),
        "certified_copy": _("Nộp bản sao chứng thực"),
        "note": _("Lưu ý"),
    },
    "reason": {
        "case": _("Trường hợp"),
        "fee": _("Mức thu"),
        "exempt": _("Được miễn"),
        "reduction": _("Được giảm"),
        "deadline": _("Thời hạn"),
        "extension": _("Thêm thời hạn"),
        "paper": _("Giấy tờ"),
        "step": _("Bước"),
    },
    "plugin_state": {
        "on": _("Đang chạy"),
        "off": _("Đã tắt"),
        "broken": _("Không nạp được"),
        "doubled": _("Trùng tên"),
        "stopped": _("Bị ngừng vì lỗi"),
    },
    "severity": {"error": _("Lỗi"), "warning": _("Cảnh báo"), "info": _("Thông tin")},
}

COLOURS = {
    "overdue": "danger",
    "today": "warning",
    "soon": "warning",
    "early": "success",
    "open": "neutral",
    "paused": "info",
    "ready": "info",
    "stopped": "neutral",
}
"""The colour of a standing; the word stands beside it, so that nothing hangs on colour alone."""


def standing_word(status: str, standing: str) -> str:
    """Name how a dossier stands: of those whose clock has stopped, a result that lies ready still has to be fetched."""
    return "ready" if status == "ready" else standing
