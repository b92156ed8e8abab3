# language: vi
Tính năng: Hòa giải tranh chấp đất đai tại xã Hà Trung

  Bối cảnh:
    Biết thủ tục "Hòa giải tranh chấp đất đai" tại "Hà Trung"

  Tình huống: Ba mươi ngày, ngày cuối rơi vào ngày làm việc
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 30 ngày
    Và hẹn trả lúc 17 giờ ngày 04/11/2026
    Và lệ phí là 0 đồng

  Tình huống: Ngày cuối rơi vào thứ bảy thì trả ngày làm việc tiếp theo
    Khi nộp trực tiếp lúc 9 giờ ngày 08/10/2026
    Thì hẹn trả ngày 09/11/2026

  Tình huống: Có giấy tờ về đất thì nộp bản sao
    Biết "Có giấy tờ liên quan đến việc sử dụng đất?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp 1 bản sao "Giấy tờ liên quan đến việc sử dụng đất"
