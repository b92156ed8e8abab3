# language: vi
Tính năng: Bảo trợ xã hội và giảm nghèo tại xã Hà Trung

  Tình huống: Xác định mức độ khuyết tật lần đầu
    Biết thủ tục "1.001699" tại "Hà Trung"
    Và "Xác định lần đầu hay xác định lại?" là "Lần đầu"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thuộc trường hợp "Xác định lần đầu"
    Và thời hạn là 25 ngày làm việc
    Và hẹn trả ngày 09/11/2026
    Và lệ phí là 0 đồng

  Khung tình huống: Kết luận giám định chỉ dùng được nếu có trước ngày 01/6/2012
    Biết thủ tục "1.001699" tại "Hà Trung"
    Và "Xác định lần đầu hay xác định lại?" là "Lần đầu"
    Và "Đã có kết luận của Hội đồng Giám định y khoa?" là có
    Và "Ngày kết luận" là <ngày>
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì <có> có giấy "Bản sao kết luận của Hội đồng Giám định y khoa"

    Dữ liệu:
      | ngày       | có         |
      | 31/05/2012 | phải       |
      | 01/06/2012 | không phải |

  Tình huống: Mất giấy xác nhận khuyết tật thì cấp lại trong năm ngày làm việc
    Biết thủ tục "1.001653" tại "Hà Trung"
    Và "Vì sao xin đổi hoặc cấp lại?" là "Giấy bị mất"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thuộc trường hợp "Cấp lại"
    Và hẹn trả lúc 17 giờ ngày 12/10/2026

  Tình huống: Trợ cấp xã hội hằng tháng trong bảy ngày làm việc
    Biết thủ tục "1.116909" tại "Hà Trung"
    Và "Đề nghị điều gì?" là "Trợ cấp xã hội hằng tháng"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 7 ngày làm việc
    Và hẹn trả ngày 14/10/2026

  Tình huống: Công nhận hộ nghèo trong mười lăm ngày
    Biết thủ tục "1.011607" tại "Hà Trung"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 15 ngày
    Và hẹn trả lúc 17 giờ ngày 20/10/2026
    Và lệ phí là 0 đồng
