# language: vi
Tính năng: Đăng ký khai sinh tại xã Hà Trung
  Cha mẹ biết cần giấy gì, bao nhiêu tiền, khi nào có giấy khai sinh.

  Bối cảnh:
    Biết thủ tục "Đăng ký khai sinh" tại "Hà Trung"

  Tình huống: Đúng hạn, nộp buổi sáng
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ 10 ngày 05/10/2026
    Thì hồ sơ được tiếp nhận
    Và lệ phí là 0 đồng vì "Đăng ký đúng hạn"
    Và lệ phí căn cứ "Luật Hộ tịch"
    Và hẹn trả lúc 17 giờ ngày 05/10/2026
    Và thời hạn căn cứ "Luật Hộ tịch 60/2014/QH13 Đ5"

  Khung tình huống: Mốc 60 ngày của khai sinh
    Biết "Ngày sinh của trẻ" là <ngày sinh>
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là <lệ phí> đồng

    Dữ liệu:
      | ngày sinh  | lệ phí |
      | 06/08/2026 | 0      |
      | 05/08/2026 | 8.000  |
      | 05/10/2025 | 8.000  |

  Tình huống: Quá hạn thì lệ phí theo quyết định của tỉnh
    Biết "Ngày sinh của trẻ" là 05/01/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 8.000 đồng
    Và khoản "Khai sinh không đúng hạn" là 8.000 đồng
    Và lệ phí căn cứ "QĐ 4764/2016/QĐ-UBND"

  Tình huống: Hộ nghèo quá hạn được miễn
    Biết "Ngày sinh của trẻ" là 05/01/2026
    Và "Có giấy chứng sinh?" là có
    Và người nộp thuộc nhóm "Hộ nghèo"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Người có công, hộ nghèo, người khuyết tật"
    Và phải có giấy "Giấy chứng minh nhóm được miễn"

  Tình huống: Không có giấy chứng sinh nhưng có người làm chứng
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là không
    Và "Có người làm chứng về việc sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Văn bản của người làm chứng xác nhận việc sinh"
    Nhưng không phải có giấy "Giấy chứng sinh"
    Và không phải có giấy "Giấy cam đoan về việc sinh"

  Tình huống: Không có giấy chứng sinh, không có người làm chứng
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là không
    Và "Có người làm chứng về việc sinh?" là không
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Giấy cam đoan về việc sinh"

  Tình huống: Trẻ bị bỏ rơi
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Trẻ bị bỏ rơi?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thuộc trường hợp "Trẻ bị bỏ rơi"
    Và phải nộp 1 bản chính "Biên bản về việc trẻ bị bỏ rơi"
    Nhưng không phải có giấy "Giấy chứng sinh"

  Tình huống: Nộp trực tuyến thì khai mẫu điện tử
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tuyến lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Mẫu điện tử tương tác đăng ký khai sinh"
    Nhưng không phải có giấy "Tờ khai đăng ký khai sinh"

  Tình huống: Người thân ruột thịt đi thay
    Biết các dữ kiện
      | Ngày sinh của trẻ                     | 05/09/2026 |
      | Có giấy chứng sinh?                   | có         |
      | Có người được ủy quyền đi thay?       | có         |
      | Người đi thay là người thân ruột thịt? | có         |
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Văn bản ủy quyền của người thân"
    Nhưng không phải có giấy "Văn bản ủy quyền có chứng thực"

  Tình huống: Xin thêm bản sao trích lục
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Và "Số bản sao trích lục cần cấp thêm" là 2
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 6.000 đồng
    Và khoản "Bản sao trích lục hộ tịch" là 6.000 đồng

  Tình huống: Thiếu dữ kiện thì chưa tiếp nhận
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì hồ sơ chưa được tiếp nhận
    Và còn thiếu dữ kiện "Có giấy chứng sinh?"

  Tình huống: Quy trình bốn bước tại xã
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì hồ sơ qua 4 bước
    Và bước 3 là "Ký kết quả"
    Và bước "Tiếp nhận hồ sơ" do "Trung tâm Phục vụ hành chính công" thực hiện

  Tình huống: Trước 01/7/2025 do công chức thị trấn giải quyết
    Biết "Ngày sinh của trẻ" là 05/05/2025
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 10/06/2025
    Thì bước "Thẩm tra, ghi sổ, dự thảo kết quả" do "Công chức Tư pháp – Hộ tịch" thực hiện

  Khung tình huống: Mốc 15 giờ của khai sinh
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc <giờ> ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | giờ       | hẹn trả    |
      | 15 giờ    | 05/10/2026 |
      | 15 giờ 01 | 06/10/2026 |

  Tình huống: Người không phải ruột thịt đi thay thì ủy quyền phải chứng thực
    Biết các dữ kiện
      | Ngày sinh của trẻ                      | 05/09/2026 |
      | Có giấy chứng sinh?                    | có         |
      | Có người được ủy quyền đi thay?        | có         |
      | Người đi thay là người thân ruột thịt? | không      |
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Văn bản ủy quyền có chứng thực"
    Nhưng không phải có giấy "Văn bản ủy quyền của người thân"

  Tình huống: Cha mẹ tự đi làm, đủ giấy tờ thì không đòi thêm gì
    Biết "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp 1 bản chính "Tờ khai đăng ký khai sinh"
    Và phải nộp "Giấy chứng sinh"
    Và phải xuất trình "Giấy tờ tùy thân của người yêu cầu"
    Nhưng không phải có giấy "Biên bản về việc trẻ bị bỏ rơi"
    Và không phải có giấy "Văn bản của cơ sở y tế về việc mang thai hộ"
    Và không phải có giấy "Văn bản ủy quyền có chứng thực"
    Và không phải có giấy "Văn bản ủy quyền của người thân"
    Và không phải có giấy "Giấy tờ chứng minh nơi cư trú"
    Và không phải có giấy "Mẫu điện tử tương tác đăng ký khai sinh"

  Khung tình huống: Mỗi nhóm mà luật miễn lệ phí đều được miễn
    Biết "Ngày sinh của trẻ" là 05/01/2026
    Và "Có giấy chứng sinh?" là có
    Và người nộp thuộc nhóm "<nhóm>"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Người có công, hộ nghèo, người khuyết tật"

    Dữ liệu:
      | nhóm                   |
      | Gia đình người có công |
      | Hộ nghèo               |
      | Người khuyết tật       |

  Tình huống: Bảy ngày niêm yết về việc trẻ bị bỏ rơi không tính vào thời hạn
    Biết "Ngày sinh của trẻ" là 01/10/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Và dừng tính thời hạn từ 9 giờ ngày 05/10/2026 đến 17 giờ ngày 12/10/2026 vì "Niêm yết 7 ngày liên tục về việc trẻ bị bỏ rơi"
    Thì hẹn trả ngày 12/10/2026
