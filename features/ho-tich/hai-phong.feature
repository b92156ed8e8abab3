# language: vi
Tính năng: Lệ phí hộ tịch ở Hải Phòng

  Bối cảnh:
    Biết thủ tục "Cấp Giấy xác nhận tình trạng hôn nhân" tại "Vĩnh Bảo"

  Tình huống: Nộp trực tiếp thì theo nghị quyết năm 2018
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 5.000 đồng
    Và lệ phí căn cứ "NQ 12/2018"

  Tình huống: Trước ngày 08/8/2026 nộp trực tuyến vẫn phải trả
    Khi nộp trực tuyến lúc 9 giờ ngày 07/08/2026
    Thì lệ phí là 5.000 đồng

  Tình huống: Từ ngày 08/8/2026 nộp trực tuyến là 0 đồng
    Khi nộp trực tuyến lúc 9 giờ ngày 08/08/2026
    Thì lệ phí là 0 đồng vì "Nộp trực tuyến"
    Và lệ phí căn cứ "NQ 23/2026"

  Tình huống: Thành phố miễn thêm cho người cao tuổi
    Biết người nộp thuộc nhóm "Người cao tuổi"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Trẻ em, người cao tuổi, đồng bào dân tộc thiểu số ở xã đặc biệt khó khăn"

  Khung tình huống: Mức thu của thành phố cho từng việc
    Biết thủ tục "<thủ tục>"
    Và "<câu hỏi>" là <trả lời>
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là <lệ phí> đồng
    Và lệ phí căn cứ "NQ 12/2018"

    Dữ liệu:
      | thủ tục  | câu hỏi                              | trả lời             | lệ phí |
      | 1.004884 | Còn bản sao Giấy khai sinh?          | có                  | 8.000  |
      | 1.005461 | Còn bản sao Giấy chứng tử trước đây? | có                  | 8.000  |
      | 1.004746 | Còn bản sao Giấy chứng nhận kết hôn? | có                  | 30.000 |
      | 1.004859 | Cần làm việc gì?                     | "Cải chính sai sót" | 10.000 |

  Khung tình huống: Mỗi nhóm mà thành phố miễn thêm đều được miễn và phải chứng minh
    Biết người nộp thuộc nhóm "<nhóm>"
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Trẻ em, người cao tuổi, đồng bào dân tộc thiểu số ở xã đặc biệt khó khăn"
    Và phải xuất trình "Giấy chứng minh nhóm được miễn"

    Dữ liệu:
      | nhóm                                             |
      | Trẻ em                                           |
      | Người cao tuổi                                   |
      | Đồng bào dân tộc thiểu số ở xã đặc biệt khó khăn |
