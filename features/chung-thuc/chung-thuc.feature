# language: vi
Tính năng: Chứng thực tại xã Hà Trung

  Khung tình huống: Phí chứng thực bản sao theo số trang, có mức trần
    Biết thủ tục "Chứng thực bản sao từ bản chính" tại "Hà Trung"
    Và "Bản chính có bao nhiêu trang?" là <trang>
    Và "Cần bao nhiêu bản sao?" là <bản>
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là <phí> đồng

    Dữ liệu:
      | trang | bản | phí     |
      | 1     | 1   | 2.000   |
      | 2     | 1   | 4.000   |
      | 3     | 1   | 5.000   |
      | 10    | 1   | 12.000  |
      | 198   | 1   | 200.000 |
      | 250   | 1   | 200.000 |
      | 5     | 3   | 21.000  |

  Tình huống: Nhiều bản, nội dung phức tạp thì thêm hai ngày làm việc
    Biết thủ tục "Chứng thực bản sao từ bản chính" tại "Hà Trung"
    Và các dữ kiện
      | Bản chính có bao nhiêu trang?                                              | 40 |
      | Cần bao nhiêu bản sao?                                                     | 30 |
      | Nhiều loại, nhiều trang, nhiều bản hoặc nội dung phức tạp, không kịp trong ngày? | có |
    Khi nộp trực tiếp lúc 10 giờ ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày 07/10/2026
    Và phải xuất trình "Bản chính giấy tờ"

  Khung tình huống: Chữ ký tính theo giấy tờ, không theo số chữ ký
    Biết thủ tục "2.000884" tại "Hà Trung"
    Và "Có bao nhiêu giấy tờ cần chứng thực chữ ký?" là <số>
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là <phí> đồng

    Dữ liệu:
      | số | phí    |
      | 1  | 10.000 |
      | 2  | 20.000 |

  Tình huống: Chứng thực giao dịch không theo mốc 15 giờ
    Biết thủ tục "2.001035" tại "Hà Trung"
    Và "Giao dịch về tài sản gì?" là "Quyền sử dụng đất"
    Khi nộp trực tiếp lúc 15 giờ 30 ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày 07/10/2026
    Và lệ phí là 50.000 đồng
    Và phải nộp "Giấy chứng nhận quyền sở hữu, quyền sử dụng tài sản"

  Tình huống: Thế chấp vay vốn nông nghiệp thì miễn phí
    Biết thủ tục "2.001035" tại "Hà Trung"
    Và "Giao dịch về tài sản gì?" là "Quyền sử dụng đất"
    Và "Thế chấp để vay vốn phát triển nông nghiệp tại tổ chức tín dụng?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Thế chấp vay vốn nông nghiệp, nông thôn"

  Tình huống: Sửa đổi, hủy bỏ giao dịch
    Biết thủ tục "2.000913" tại "Hà Trung"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 30.000 đồng
    Và thời hạn là 2 ngày làm việc

  Khung tình huống: Mốc 15 giờ của chứng thực bản sao
    Biết thủ tục "Chứng thực bản sao từ bản chính" tại "Hà Trung"
    Và "Bản chính có bao nhiêu trang?" là 1
    Và "Cần bao nhiêu bản sao?" là 1
    Khi nộp trực tiếp lúc <giờ> ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | giờ       | hẹn trả    |
      | 15 giờ    | 05/10/2026 |
      | 15 giờ 01 | 06/10/2026 |

  Khung tình huống: Chứng thực chữ ký cũng theo mốc 15 giờ
    Biết thủ tục "2.000884" tại "Hà Trung"
    Khi nộp trực tiếp lúc <giờ> ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | giờ       | hẹn trả    |
      | 15 giờ    | 05/10/2026 |
      | 15 giờ 01 | 06/10/2026 |

  Tình huống: Nhiều chữ ký không kịp trong ngày thì thêm hai ngày làm việc, không tính ngày nghỉ
    Biết thủ tục "2.000884" tại "Hà Trung"
    Và "Nhiều giấy tờ, không kịp trong ngày?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 09/10/2026
    Thì hẹn trả lúc 17 giờ ngày 13/10/2026

  Tình huống: Công chức kiểm tra, lãnh đạo ký chứng thực
    Biết thủ tục "2.000913" tại "Hà Trung"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì bước "Tiếp nhận giấy tờ" do "Trung tâm Phục vụ hành chính công" thực hiện
    Và bước "Kiểm tra, đối chiếu, ghi lời chứng" do "Văn phòng HĐND và UBND" thực hiện
    Và bước "Ký chứng thực, đóng dấu" do "Lãnh đạo Ủy ban nhân dân xã" thực hiện
