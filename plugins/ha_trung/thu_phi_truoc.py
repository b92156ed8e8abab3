"""Không trả kết quả khi chưa ghi nhận đủ phí, lệ phí: một tiện ích của xã, chỉ là một tệp."""

from motcua.desk import ProposedMove
from motcua.money import written
from motcua.plugins import hookimpl

PLUGIN = {"name": "Thu phí trước khi trả", "version": "1.0", "api": 1, "touches": ["moves"]}


@hookimpl
def motcua_before_move(move: ProposedMove) -> str | None:
    """Hold the result back until the fee has been recorded as paid."""
    still_due = move.dossier.fee.due
    if move.action == "return" and still_due:
        return f"Chưa ghi nhận {written(still_due)} phí, lệ phí; thu xong rồi trả kết quả."
    return None
