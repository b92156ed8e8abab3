# language: vi
Tính năng: Các việc hộ tịch khác tại xã Hà Trung

  Tình huống: Nhận cha, mẹ, con trong ba ngày làm việc
    Biết thủ tục "1.001022" tại "Hà Trung"
    Và "Có văn bản của cơ quan y tế, giám định hoặc cơ quan khác xác nhận quan hệ?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 15.000 đồng
    Và hẹn trả lúc 17 giờ ngày 08/10/2026

  Tình huống: Nhận cha, mẹ, con phải xác minh thì thêm năm ngày làm việc
    Biết thủ tục "1.001022" tại "Hà Trung"
    Và "Có văn bản của cơ quan y tế, giám định hoặc cơ quan khác xác nhận quan hệ?" là có
    Và "Cần xác minh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 8 ngày làm việc
    Và hẹn trả ngày 15/10/2026

  Tình huống: Cải chính phải xác minh thì thêm ba ngày làm việc
    Biết thủ tục "1.004859" tại "Hà Trung"
    Và "Cần làm việc gì?" là "Cải chính sai sót"
    Và "Cần xác minh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày 13/10/2026
    Và lệ phí là 15.000 đồng

  Tình huống: Bổ sung thông tin hộ tịch thì trong ngày
    Biết thủ tục "1.004859" tại "Hà Trung"
    Và "Cần làm việc gì?" là "Bổ sung thông tin còn thiếu"
    Khi nộp trực tiếp lúc 14 giờ ngày 05/10/2026
    Thì thuộc trường hợp "Bổ sung thông tin hộ tịch"
    Và hẹn trả lúc 17 giờ ngày 05/10/2026

  Tình huống: Giấy xác nhận tình trạng hôn nhân
    Biết thủ tục "1.004873" tại "Hà Trung"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 15.000 đồng
    Và thời hạn là 3 ngày làm việc

  Tình huống: Ba bản sao trích lục ở Thanh Hóa
    Biết thủ tục "2.000635" tại "Hà Trung"
    Và "Cần bao nhiêu bản sao?" là 3
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 9.000 đồng
    Và hẹn trả lúc 17 giờ ngày 05/10/2026

  Tình huống: Cơ quan yêu cầu bản sao thì gửi văn bản, không phải tờ khai
    Biết thủ tục "2.000635" tại "Hà Trung"
    Và "Ai yêu cầu?" là "Cơ quan, tổ chức"
    Và "Cần bao nhiêu bản sao?" là 1
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Văn bản yêu cầu của cơ quan, tổ chức, nêu rõ lý do"
    Nhưng không phải có giấy "Tờ khai đề nghị cấp bản sao"

  Tình huống: Đăng ký giám hộ thì miễn lệ phí
    Biết thủ tục "1.004837" tại "Hà Trung"
    Và "Giám hộ theo cách nào?" là "Được cử làm giám hộ"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng
    Và hẹn trả ngày 08/10/2026
    Và phải nộp "Văn bản cử người giám hộ"

  Tình huống: Chấm dứt giám hộ trong hai ngày làm việc
    Biết thủ tục "1.004845" tại "Hà Trung"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 2 ngày làm việc
    Và hẹn trả ngày 07/10/2026

  Tình huống: Đăng ký lại khai sinh
    Biết thủ tục "1.004884" tại "Hà Trung"
    Và "Còn bản sao Giấy khai sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 8.000 đồng
    Và hẹn trả ngày 12/10/2026

  Tình huống: Đăng ký lại khai tử
    Biết thủ tục "1.005461" tại "Hà Trung"
    Và "Còn bản sao Giấy chứng tử trước đây?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 8.000 đồng
    Và thời hạn là 5 ngày làm việc

  Tình huống: Đăng ký lại kết hôn
    Biết thủ tục "1.004746" tại "Hà Trung"
    Và "Còn bản sao Giấy chứng nhận kết hôn?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 30.000 đồng

  Tình huống: Khai sinh lưu động chỉ làm tại chỗ
    Biết thủ tục "1.003583" tại "Hà Trung"
    Và "Ngày sinh của trẻ" là 05/09/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 5 ngày làm việc
    Và lệ phí là 0 đồng vì "Đăng ký đúng hạn"

  Khung tình huống: Công dân số nộp trực tuyến được miễn phí bản sao trích lục trong thời gian ưu đãi
    Biết thủ tục "2.000635" tại "Hà Trung"
    Và "Cần bao nhiêu bản sao?" là 1
    Và "Đã tích hợp đủ năm giấy tờ cơ bản trên VNeID mức độ 2?" là có
    Khi nộp trực tuyến lúc 9 giờ ngày <ngày>
    Thì lệ phí là 0 đồng vì "Công dân số nộp trực tuyến"

    Dữ liệu:
      | ngày       |
      | 15/08/2026 |
      | 28/02/2027 |

  Khung tình huống: Trước và sau thời gian ưu đãi thì nộp trực tuyến vẫn trả phí bản sao trích lục
    Biết thủ tục "2.000635" tại "Hà Trung"
    Và "Cần bao nhiêu bản sao?" là 1
    Khi nộp trực tuyến lúc 9 giờ ngày <ngày>
    Thì lệ phí là 3.000 đồng

    Dữ liệu:
      | ngày       |
      | 14/08/2026 |
      | 01/03/2027 |

  Khung tình huống: Mốc 15 giờ của bản sao trích lục
    Biết thủ tục "2.000635" tại "Hà Trung"
    Và "Cần bao nhiêu bản sao?" là 1
    Khi nộp trực tiếp lúc <giờ> ngày 05/10/2026
    Thì hẹn trả lúc 17 giờ ngày <hẹn trả>

    Dữ liệu:
      | giờ       | hẹn trả    |
      | 15 giờ    | 05/10/2026 |
      | 15 giờ 01 | 06/10/2026 |

  Khung tình huống: Đăng ký lại mà còn bản sao giấy cũ thì nộp bản sao ấy
    Biết thủ tục "<thủ tục>" tại "Hà Trung"
    Và "<câu hỏi>" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp 1 bản sao "<bản sao>"

    Dữ liệu:
      | thủ tục  | câu hỏi                              | bản sao                                       |
      | 1.004884 | Còn bản sao Giấy khai sinh?          | Bản sao Giấy khai sinh                        |
      | 1.005461 | Còn bản sao Giấy chứng tử trước đây? | Bản sao Giấy chứng tử cấp hợp lệ              |
      | 1.004746 | Còn bản sao Giấy chứng nhận kết hôn? | Bản sao Giấy chứng nhận kết hôn cấp trước đây |

  Khung tình huống: Nhận cha, mẹ, con có văn bản xác nhận thì không phải cam đoan
    Biết thủ tục "1.001022" tại "Hà Trung"
    Và "Có văn bản của cơ quan y tế, giám định hoặc cơ quan khác xác nhận quan hệ?" là <có văn bản>
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "<phải nộp>"
    Nhưng không phải có giấy "<không phải nộp>"

    Dữ liệu:
      | có văn bản | phải nộp                                        | không phải nộp                                  |
      | có         | Văn bản xác nhận quan hệ cha con, mẹ con        | Văn bản cam đoan có ít nhất hai người làm chứng |
      | không      | Văn bản cam đoan có ít nhất hai người làm chứng | Văn bản xác nhận quan hệ cha con, mẹ con        |

  Tình huống: Lãnh đạo ký, Trung tâm trả kết quả
    Biết thủ tục "1.004845" tại "Hà Trung"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì bước "Ký kết quả" do "Lãnh đạo Ủy ban nhân dân xã" thực hiện
    Và bước "Trả kết quả" do "Trung tâm Phục vụ hành chính công" thực hiện
    Và lệ phí là 0 đồng

  Khung tình huống: Bổ sung hộ tịch nhận sau 15 giờ thì trả ngày làm việc tiếp theo
    Biết thủ tục "1.004859" tại "Hà Trung"
    Và "Cần làm việc gì?" là "Bổ sung thông tin còn thiếu"
    Khi nộp trực tiếp lúc <giờ> ngày 05/10/2026
    Thì hẹn trả ngày <hẹn trả>

    Dữ liệu:
      | giờ       | hẹn trả    |
      | 15 giờ    | 05/10/2026 |
      | 15 giờ 01 | 06/10/2026 |

  Khung tình huống: Mốc 60 ngày của khai sinh lưu động
    Biết thủ tục "1.003583" tại "Hà Trung"
    Và "Ngày sinh của trẻ" là <ngày sinh>
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là <lệ phí> đồng

    Dữ liệu:
      | ngày sinh  | lệ phí |
      | 06/08/2026 | 0      |
      | 05/08/2026 | 8.000  |

  Khung tình huống: Việc hộ tịch nào cũng được cấp thêm bản sao trích lục, theo mức của tỉnh
    Biết thủ tục "<mã>" tại "Hà Trung"
    Và "Số bản sao trích lục cần cấp thêm" là 1
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì khoản "Bản sao trích lục hộ tịch" là 3.000 đồng

    Dữ liệu:
      | mã       |
      | 1.000656 |
      | 1.000894 |
      | 1.001022 |
      | 1.001193 |
      | 1.003583 |
      | 1.004746 |
      | 1.004837 |
      | 1.004845 |
      | 1.004859 |
      | 1.004884 |
      | 1.005461 |
