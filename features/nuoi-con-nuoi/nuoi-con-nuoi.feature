# language: vi
Tính năng: Đăng ký nuôi con nuôi trong nước tại xã Hà Trung

  Bối cảnh:
    Biết thủ tục "2.001263" tại "Hà Trung"
    Và "Ai nhận con nuôi?" là "Hai vợ chồng"
    Và "Trẻ thuộc hoàn cảnh nào?" là "Còn cha đẻ hoặc mẹ đẻ"

  Tình huống: Người ngoài nhận con nuôi
    Biết "Người nhận nuôi là gì của trẻ?" là "Không phải người thân"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 400.000 đồng
    Và thời hạn là 30 ngày

  Tình huống: Cha dượng, mẹ kế nhận con riêng thì miễn lệ phí
    Biết "Người nhận nuôi là gì của trẻ?" là "Cha dượng hoặc mẹ kế"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Cha dượng hoặc mẹ kế nhận con riêng"

  Tình huống: Người có công được miễn, có giấy chứng minh
    Biết "Người nhận nuôi là gì của trẻ?" là "Không phải người thân"
    Và người nộp thuộc nhóm "Gia đình người có công"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Người có công nhận con nuôi"
    Và phải có giấy "Giấy xác nhận người có công"

  Tình huống: Cô, cậu, dì, chú, bác ruột nhận cháu thì miễn lệ phí và không phải xác nhận hoàn cảnh
    Biết "Người nhận nuôi là gì của trẻ?" là "Cô, cậu, dì, chú, bác ruột"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Cô, cậu, dì, chú, bác ruột nhận cháu"
    Nhưng không phải có giấy "Văn bản xác nhận hoàn cảnh gia đình, chỗ ở, kinh tế"

  Tình huống: Nhận trẻ khuyết tật, nhiễm HIV hoặc mắc bệnh hiểm nghèo thì miễn lệ phí
    Biết "Người nhận nuôi là gì của trẻ?" là "Không phải người thân"
    Và "Trẻ khuyết tật, nhiễm HIV hoặc mắc bệnh hiểm nghèo?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Trẻ khuyết tật, nhiễm HIV, mắc bệnh hiểm nghèo"

  Khung tình huống: Vợ chồng nộp giấy kết hôn, người độc thân nộp giấy xác nhận tình trạng hôn nhân
    Biết "Ai nhận con nuôi?" là "<ai>"
    Và "Người nhận nuôi là gì của trẻ?" là "Không phải người thân"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp 1 bản chính "<giấy>"

    Dữ liệu:
      | ai             | giấy                              |
      | Hai vợ chồng   | Giấy chứng nhận kết hôn           |
      | Người độc thân | Giấy xác nhận tình trạng hôn nhân |

  Tình huống: Sáu mươi ngày niêm yết tìm người nhận trẻ bị bỏ rơi không tính vào thời hạn
    Biết "Trẻ thuộc hoàn cảnh nào?" là "Bị bỏ rơi"
    Và "Người nhận nuôi là gì của trẻ?" là "Không phải người thân"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Và dừng tính thời hạn từ 9 giờ ngày 05/10/2026 đến 17 giờ ngày 04/12/2026 vì "Niêm yết 60 ngày tìm người nhận trẻ bị bỏ rơi"
    Thì hẹn trả ngày 04/01/2027
