# language: vi
Tính năng: Cấp giấy phép xây dựng

  Tình huống: Nhà ở riêng lẻ trong bảy ngày làm việc
    Biết thủ tục "1.013225" tại "Hà Trung"
    Và "Xây dựng loại công trình nào?" là "Nhà ở riêng lẻ"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 7 ngày làm việc
    Và hẹn trả ngày 14/10/2026

  Tình huống: Tỉnh chưa định lệ phí thì chưa tiếp nhận được
    Biết thủ tục "1.013225" tại "Hà Trung"
    Và "Xây dựng loại công trình nào?" là "Nhà ở riêng lẻ"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí chưa được quy định
    Và hồ sơ chưa được tiếp nhận

  Khung tình huống: Hải Phòng đã định lệ phí
    Biết thủ tục "1.013225" tại "Vĩnh Bảo"
    Và "Xây dựng loại công trình nào?" là "<loại>"
    Và "Công trình thuộc dự án đã được thẩm định?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là <lệ phí> đồng
    Và thời hạn là <thời hạn> ngày làm việc

    Dữ liệu:
      | loại                                | lệ phí  | thời hạn |
      | Nhà ở riêng lẻ                      | 75.000  | 7        |
      | Công trình theo tuyến trong đô thị  | 150.000 | 10       |
