# language: vi
Tính năng: Đăng ký khai tử tại xã Hà Trung
  Gia đình biết cần giấy gì, bao nhiêu tiền, khi nào lấy trích lục.

  Bối cảnh:
    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"
    Và "Có giấy báo tử hoặc giấy tờ thay thế?" là có

  Tình huống: Nộp đúng hạn, trước 15 giờ
    Biết "Ngày chết" là 25/09/2026
    Khi nộp trực tiếp lúc 9 giờ 10 ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Đăng ký đúng hạn"
    Và hẹn trả lúc 17 giờ ngày 05/10/2026

  Khung tình huống: Mốc 15 giờ và mốc 15 ngày
    Biết "Ngày chết" là <ngày chết>
    Khi nộp trực tiếp lúc <giờ> ngày <ngày nộp>
    Thì lệ phí là <lệ phí> đồng
    Và hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | ngày chết  | giờ        | ngày nộp   | lệ phí | hẹn trả    |
      | 20/09/2026 | 15 giờ     | 05/10/2026 | 0      | 05/10/2026 |
      | 20/09/2026 | 15 giờ 01  | 05/10/2026 | 0      | 06/10/2026 |
      | 19/09/2026 | 9 giờ      | 05/10/2026 | 8.000  | 05/10/2026 |
      | 01/11/2026 | 15 giờ 30  | 23/11/2026 | 8.000  | 25/11/2026 |

  Tình huống: Hộ nghèo nộp quá hạn
    Biết "Ngày chết" là 01/06/2026
    Và người nộp thuộc nhóm "Hộ nghèo"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Người có công, hộ nghèo, người khuyết tật"
    Và phải có giấy "Giấy chứng minh nhóm được miễn"

  Tình huống: Cần xác minh thì ba ngày làm việc
    Biết "Ngày chết" là 25/09/2026
    Và "Cần xác minh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thuộc trường hợp "Cần xác minh"
    Và thời hạn là 3 ngày làm việc
    Và hẹn trả lúc 17 giờ ngày 08/10/2026

  Tình huống: Giấy báo tử đã có bản điện tử thì không phải nộp
    Biết "Ngày chết" là 25/09/2026
    Và "Giấy báo tử đã có bản điện tử trong cơ sở dữ liệu?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì không phải có giấy "Giấy báo tử hoặc giấy tờ thay thế"

  Tình huống: Qua bưu chính thì gửi bản sao có chứng thực thay cho xuất trình
    Biết "Ngày chết" là 25/09/2026
    Khi nộp qua bưu chính lúc 9 giờ ngày 05/10/2026
    Thì phải gửi bản sao có chứng thực "Giấy tờ tùy thân của người yêu cầu"

  Tình huống: Chết đã lâu, không còn giấy báo tử
    Biết "Ngày chết" là 01/06/2015
    Và "Có giấy báo tử hoặc giấy tờ thay thế?" là không
    Và "Người chết đã lâu, không còn giấy tờ?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thuộc trường hợp "Chết đã lâu, không có giấy báo tử"
    Và phải nộp "Tài liệu do cơ quan có thẩm quyền cấp hoặc xác nhận"
    Nhưng không phải có giấy "Giấy báo tử hoặc giấy tờ thay thế (phải xin cấp trước)"

  Tình huống: Mới chết mà chưa có giấy báo tử thì phải xin cấp trước
    Biết "Ngày chết" là 25/09/2026
    Và "Có giấy báo tử hoặc giấy tờ thay thế?" là không
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Giấy báo tử hoặc giấy tờ thay thế (phải xin cấp trước)"

  Tình huống: Tự đi làm, đủ giấy tờ thì không đòi thêm gì
    Biết "Ngày chết" là 25/09/2026
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp 1 bản chính "Tờ khai đăng ký khai tử"
    Và phải nộp "Giấy báo tử hoặc giấy tờ thay thế"
    Và phải xuất trình "Giấy tờ tùy thân của người yêu cầu"
    Nhưng không phải có giấy "Văn bản ủy quyền có chứng thực"
    Và không phải có giấy "Văn bản ủy quyền của người thân"
    Và không phải có giấy "Giấy tờ chứng minh nơi cư trú cuối cùng của người chết"
    Và không phải có giấy "Giấy tờ chứng minh nơi chết hoặc nơi phát hiện thi thể"
    Và không phải có giấy "Mẫu điện tử tương tác đăng ký khai tử"
