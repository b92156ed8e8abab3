# language: vi
Tính năng: Ngày nghỉ, ngày làm bù
  Thời hạn đếm theo lịch làm việc đã công bố, kể cả ngày hoán đổi.

  Bối cảnh:
    Biết thủ tục "Cấp Giấy xác nhận tình trạng hôn nhân" tại "Hà Trung"

  Khung tình huống: Ba ngày làm việc qua các kỳ nghỉ
    Khi nộp trực tiếp lúc 9 giờ ngày <nộp>
    Thì hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | nộp        | hẹn trả    |
      | 13/02/2026 | 25/02/2026 |
      | 24/04/2026 | 04/05/2026 |
      | 21/08/2026 | 25/08/2026 |
      | 30/12/2025 | 06/01/2026 |
      | 24/01/2025 | 05/02/2025 |

  Tình huống: Tết không tính vào thời hạn
    Khi nộp trực tiếp lúc 9 giờ ngày 13/02/2026
    Thì ngày 16/02/2026 không tính vào thời hạn vì "Tết Bính Ngọ"
    Và ngày 14/02/2026 không tính vào thời hạn
