# language: vi
Tính năng: Đăng ký kết hôn tại xã Hà Trung

  Bối cảnh:
    Biết thủ tục "Đăng ký kết hôn" tại "Hà Trung"

  Tình huống: Trong ngày và không mất lệ phí
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng
    Và hẹn trả lúc 17 giờ ngày 05/10/2026
    Và phải xuất trình "Giấy tờ tùy thân của hai bên"

  Tình huống: Cần xác minh thì tổng cộng năm ngày làm việc
    Biết "Cần xác minh điều kiện kết hôn?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 5 ngày làm việc
    Và hẹn trả lúc 17 giờ ngày 12/10/2026
    Và ngày 10/10/2026 không tính vào thời hạn

  Tình huống: Từ năm 2026 không đòi giấy xác nhận tình trạng hôn nhân
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì không phải có giấy "Giấy xác nhận tình trạng hôn nhân"

  Tình huống: Trước năm 2026 còn đòi giấy xác nhận tình trạng hôn nhân
    Biết "Có bên không thường trú tại xã đăng ký kết hôn?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 06/10/2025
    Thì phải nộp "Giấy xác nhận tình trạng hôn nhân"

  Tình huống: Nộp chiều muộn trước ngày Văn hóa Việt Nam
    Khi nộp trực tiếp lúc 15 giờ 30 ngày 23/11/2026
    Thì hẹn trả lúc 17 giờ ngày 25/11/2026
    Và ngày 24/11/2026 không tính vào thời hạn vì "Ngày Văn hóa Việt Nam"

  Khung tình huống: Mốc 15 giờ của kết hôn
    Khi nộp trực tiếp lúc <giờ> ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | giờ       | hẹn trả    |
      | 15 giờ    | 05/10/2026 |
      | 15 giờ 01 | 06/10/2026 |

  Tình huống: Ngày cuối cùng còn đòi giấy xác nhận tình trạng hôn nhân
    Biết "Có bên không thường trú tại xã đăng ký kết hôn?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 31/12/2025
    Thì phải nộp "Giấy xác nhận tình trạng hôn nhân"
