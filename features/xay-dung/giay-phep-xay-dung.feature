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

  Khung tình huống: Công trình không theo tuyến nào cũng phải có giấy tờ đất
    Biết thủ tục "1.013225" tại "Vĩnh Bảo"
    Và "Xây dựng loại công trình nào?" là "<loại>"
    Và "Công trình thuộc dự án đã được thẩm định?" là không
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp 1 bản sao "Giấy tờ hợp pháp về đất đai"

    Dữ liệu:
      | loại                                               |
      | Nhà ở riêng lẻ                                     |
      | Công trình không theo tuyến                        |
      | Công trình tôn giáo                                |
      | Công trình tín ngưỡng                              |
      | Tượng đài, tranh hoành tráng                       |
      | Công trình của cơ quan ngoại giao, tổ chức quốc tế |

  Tình huống: Giấy chứng nhận đã có trong cơ sở dữ liệu đất đai thì không phải nộp
    Biết thủ tục "1.013225" tại "Vĩnh Bảo"
    Và "Xây dựng loại công trình nào?" là "Nhà ở riêng lẻ"
    Và "Giấy chứng nhận đã có trong cơ sở dữ liệu đất đai?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì không phải có giấy "Giấy tờ hợp pháp về đất đai"

  Tình huống: Phòng chuyên môn thẩm định, lãnh đạo ký giấy phép
    Biết thủ tục "1.013225" tại "Vĩnh Bảo"
    Và "Xây dựng loại công trình nào?" là "Nhà ở riêng lẻ"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì bước "Tiếp nhận hồ sơ" do "Trung tâm Phục vụ hành chính công" thực hiện
    Và bước "Thẩm định hồ sơ, kiểm tra thực địa" do "Phòng Kinh tế" thực hiện
    Và bước "Ký giấy phép" do "Lãnh đạo Ủy ban nhân dân xã" thực hiện

  Tình huống: Chờ chủ đầu tư bổ sung hồ sơ thì không tính vào thời hạn
    Biết thủ tục "1.013225" tại "Vĩnh Bảo"
    Và "Xây dựng loại công trình nào?" là "Nhà ở riêng lẻ"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Và dừng tính thời hạn từ 9 giờ ngày 06/10/2026 đến 9 giờ ngày 12/10/2026 vì "Chờ chủ đầu tư bổ sung hồ sơ"
    Thì ngày 07/10/2026 không tính vào thời hạn
    Và ngày 12/10/2026 không tính vào thời hạn
    Và hẹn trả ngày 20/10/2026
