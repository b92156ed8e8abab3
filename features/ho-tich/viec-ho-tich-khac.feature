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
