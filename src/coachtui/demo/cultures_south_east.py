"""Names by culture, continued: Africa, Asia, the Pacific and people of a single name. Written as in `cultures`."""

from __future__ import annotations

from coachtui.demo.cultures import Culture

MORE_CULTURES: tuple[Culture, ...] = (
    Culture(
        "north indian",
        6,
        ("Asia/Kolkata", "Europe/London", "Asia/Singapore"),
        """Aarav Abhishek Aditi Akash Amrita Ananya Anjali Arjun Deepa Devika Dhruv Gaurav Harsh Ila Ishaan Jaya Kabir
        Kavita Kiran Manish Meera Mohit Naina Neha Nikhil Pallavi Pooja Priya Rahul Rajesh Ravi Rekha Ritu Rohan Sakshi
        Sameer Sanjay Shreya Siddharth Smita Sunita Tanvi Tara Uday Varun Vidya Vikram Yash""",
        """Agarwal Ahluwalia Arora Banerjee Bhandari Bhatt Bose Chatterjee Chaudhary Chopra Dasgupta Desai Deshpande
        Dhillon Dixit Dutta Ganguly Ghosh Gill Goswami Gupta Jain Joshi Kapoor Kaur Khanna Kulkarni Malhotra Mehta
        Mishra Mukherjee Nagpal Oberoi Pandey Parekh Patel Rastogi Saxena Sethi Shah Sharma Singh Srivastava Tandon
        Trivedi Verma Vyas""",
    ),
    Culture(
        "south indian",
        4,
        ("Asia/Kolkata", "America/Chicago", "Asia/Singapore"),
        """Anand Aparna Aravind Arun Asha Bhavani Chitra Divya Ganesh Geetha Gopal Hari Indira Jayanthi Kala Karthik
        Keerthana Lakshmi Lalitha Madhavan Mahesh Malini Meenakshi Murali Nalini Narayan Padma Prakash Radha Rajiv
        Ramya Revathi Sandhya Shankar Sridhar Subhash Sudha Suresh Uma Vasanth Venkat Vidhya""",
        """Acharya Balakrishnan Chandrasekhar Ganesan Gopinath Iyengar Iyer Jayaraman Kalyanaraman Krishnamurthy Kurian
        Mahadevan Menon Mudaliar Murthy Muthukrishnan Nair Nambiar Narayanan Natarajan Padmanabhan Pillai Prabhakar
        Raghavan Rajagopalan Ramachandran Ramaswamy Rao Reddy Sankaran Sastry Seshadri Shenoy Sivakumar Srinivasan
        Subramaniam Sundaram Swaminathan Thomas-Kurien Varma Venkataraman Viswanathan""",
    ),
    Culture(
        "pakistani and bangladeshi",
        2,
        ("Asia/Karachi", "Asia/Dhaka", "Europe/London"),
        """Adnan Afsana Ali Anika Asif Ayesha Bilal Bushra Danish Farah Farhan Fariha Hina Imran Javed Kamal Lubna
        Mahira Mehreen Nabila Nadeem Naveed Nusrat Rabia Rehana Sadia Saima Salman Shazia Sohail Tahmina Tanvir Usman
        Yasir Zainab Zara""",
        """Abbasi Ahsan Akhtar Alam Anwar Aziz Baig Bhuiyan Butt Chaudhry Durrani Farooqi Haque Hashmi Hossain Iqbal
        Jamil Kazmi Khattak Malik Mirza Mughal Niazi Qureshi Rahman Rizvi Sarkar Sheikh Siddiqui Sultana Talukdar
        Usmani Wazir Yousafzai Zaman""",
    ),
    Culture(
        "chinese (latin)",
        5,
        ("Asia/Shanghai", "Asia/Singapore", "Asia/Hong_Kong", "America/Vancouver"),
        """Ai_Ling Bo Chao Chun Da_Wei Fang Feng Guang Hai Hong Hui Jia Jian Jie Jing Jun Kai Lan Lei Li_Na Lian Lin
        Ling Mei Mei_Lin Min Ming Ning Ping Qian Qing Rong Rui Shu_Fen Song Tao Ting Wei Wen Xia Xiao_Yan Xin Xiu Yan
        Yi Yu Yuan Yun Zhen Zi_Han""",
        """Bai Cai Cao Chan Chen Cheng Cheung Cui Deng Ding Dong Du Fan Fang Feng Fu Gao Goh Gu Guo Han He Heng Ho Hsu
        Hu Huang Jia Jiang Jin Koh Kong Kwok Lai Lam Lau Leung Liang Lim Lin Liu Lu Luo Ma Mao Meng Ng Ong Pan Peng
        Qian Qin Shao Shen Shi Song Su Sun Tan Tang Tao Teo Tian Tsai Wan Wang Wei Wong Wu Xie Xu Xue Yan Yang Yao Ye
        Yeo Yin Yu Yuan Zeng Zhang Zhao Zheng Zhou Zhu""",
    ),
    Culture(
        "chinese (script)",
        2,
        ("Asia/Shanghai", "Asia/Taipei"),
        """伟/Wei 芳/Fang 娜/Na 敏/Min 静/Jing 丽/Li 强/Qiang 磊/Lei 洋/Yang 艳/Yan 勇/Yong 军/Jun 杰/Jie 涛/Tao
        明/Ming 秀英/Xiuying 晓燕/Xiaoyan 志强/Zhiqiang 雨桐/Yutong 子涵/Zihan 美玲/Meiling 建国/Jianguo 思远/Siyuan
        海燕/Haiyan""",
        """陈/Chen 王/Wang 李/Li 张/Zhang 刘/Liu 杨/Yang 黄/Huang 赵/Zhao 吴/Wu 周/Zhou 徐/Xu 孙/Sun 马/Ma 朱/Zhu 胡/Hu
        林/Lin 郭/Guo 何/He 高/Gao 罗/Luo 郑/Zheng 梁/Liang 谢/Xie 宋/Song 唐/Tang 许/Xu 邓/Deng 冯/Feng""",
        "whole",
    ),
    Culture(
        "japanese (latin)",
        3,
        ("Asia/Tokyo",),
        """Akiko Akira Aoi Asuka Ayaka Chiyo Daichi Daisuke Emiko Fumiko Haruka Haruto Hideo Hiroko Hiroshi Ichiro Jun
        Kaori Katsuo Kazuko Ken Kenji Kyoko Mai Makoto Mariko Masato Michiko Mitsuru Naoko Nobuo Osamu Reiko Ryo
        Sachiko Satoshi Shigeru Shinji Takashi Tomoko Yoko Yoshio Yuki Yumi""",
        """Abe Aoki Arai Fujii Fukuda Goto Hara Hasegawa Hashimoto Hayashi Hirano Iida Imai Inoue Ishikawa Ito Kaneko
        Kato Kikuchi Kimura Kobayashi Kondo Kubo Maeda Maruyama Matsui Miyazaki Mori Murakami Nakagawa Nishimura
        Noguchi Ogawa Okada Ono Ota Saito Sakai Sato Shibata Shimizu Sugiyama Takagi Takeda Tamura Uchida Ueda Wada
        Yamashita Yokoyama""",
    ),
    Culture(
        "japanese (script)",
        2,
        ("Asia/Tokyo",),
        """美咲/Misaki 陽子/Yoko 健太/Kenta 翔/Sho 恵子/Keiko 直樹/Naoki 由美/Yumi 大輔/Daisuke 真理/Mari 浩/Hiroshi
        愛/Ai 拓也/Takuya 千尋/Chihiro 誠/Makoto 裕子/Yuko 亮/Ryo さくら/Sakura 修/Osamu""",
        """田中/Tanaka 佐藤/Sato 鈴木/Suzuki 高橋/Takahashi 渡辺/Watanabe 伊藤/Ito 山本/Yamamoto 中村/Nakamura
        小林/Kobayashi 加藤/Kato 吉田/Yoshida 山田/Yamada 佐々木/Sasaki 松本/Matsumoto 井上/Inoue 木村/Kimura
        清水/Shimizu 斎藤/Saito""",
        "family given",
    ),
    Culture(
        "korean (latin)",
        2,
        ("Asia/Seoul",),
        """Ah-young Bo-ra Chae-won Dae-hyun Do-yun Eun-ji Eun-kyung Ga-eun Gi-tae Ha-eun Hae-won Hye-jin Hyun-woo
        Jae-min Ji-ho Ji-woo Ji-yeon Joon-ho Kyung-soo Mi-kyung Min-ji Min-jun Na-ri Sang-hoon Se-jin Seo-yeon
        Seung-min Soo-bin Sun-hee Tae-yang Won-jae Ye-rin Yeon-ju Young-ho Yu-na""",
        """Ahn Bae Baek Bang Cha Chang Cho Choi Chung Eom Gil Gu Ha Han Heo Hong Hwang Im Jang Jeon Jeong Ji Jin Joo
        Kang Ko Kwon Lee Ma Min Moon Nam Noh Oh Park Ryu Seo Seok Shim Shin Son Song Suh Tak Woo Yang Yeo Yoo Yoon""",
    ),
    Culture(
        "korean (script)",
        1,
        ("Asia/Seoul",),
        """서연/Seoyeon 민준/Minjun 지우/Jiwoo 현우/Hyunwoo 수진/Sujin 은지/Eunji 영호/Youngho 하은/Haeun 준호/Junho
        미경/Mikyung 동현/Donghyun 예린/Yerin""",
        "김/Kim 이/Lee 박/Park 최/Choi 정/Jung 강/Kang 조/Cho 윤/Yoon 장/Jang 임/Lim 한/Han 오/Oh 서/Seo 신/Shin",
        "family given",
    ),
    Culture(
        "vietnamese",
        2,
        ("Asia/Ho_Chi_Minh",),
        """An Anh_Tuấn Bảo Bích_Ngọc Cẩm_Tú Châu Diễm Đức Dũng Giang Hà Hạnh Hiền Hoàng Hồng_Nhung Huệ Khánh Kim_Liên
        Lan Linh Long Mai Minh_Châu Nam Nga Phương Quân Quỳnh Sơn Tâm Thảo Thu_Hương Trung Tuyết Vân Xuân Yến""",
        """Bùi Châu Cao Đặng Đinh Đỗ Đoàn Dương Hà Hồ Hoàng Huỳnh Kiều Lâm Lê Lương Lý Mai Ngô Nguyễn Ông Phạm Phan
        Phùng Quách Tạ Thái Tô Tôn Trần Triệu Trịnh Trương Võ Vũ Vương""",
        "family given",
    ),
    Culture(
        "thai, malay and filipino",
        3,
        ("Asia/Bangkok", "Asia/Kuala_Lumpur", "Asia/Manila"),
        """Aisyah Amirul Anong Apinya Azlan Bayani Chaiwat Dalisay Farah Faridah Hafiz Isagani Jomar Kanya Kittisak
        Ligaya Lualhati Malai Maricel Mayumi Nattapong Nurul Paolo Pimchanok Rosario Roslan Siti Somchai Sunisa Suriya
        Tala Wanida Yusof Zulaikha""",
        """Abdullah Aquino Bautista Boonmee Bunyasarn Cabrera Charoensuk Dimaculangan Evangelista Hashim Ismail
        Jaturapat Kamaruddin Lacson Macaraeg Manalo Mangubat Othman Pangilinan Phongsri Ramli Saetang Salleh
        Santiwattana Sinlapachai Srisai Sulaiman Tantipong Thongchai Tolentino Villanueva Wattana Yusoff Zainal""",
    ),
    Culture(
        "yoruba, igbo and hausa",
        4,
        ("Africa/Lagos", "Europe/London"),
        """Abimbola Adaeze Adébáyọ̀ Adunni Amarachi Aminu Ayodele Babatunde Chidi Chiamaka Chinedu Chioma Damilola Dana
        Emeka Ezinne Femi Folake Funmilayo Halima Ifeanyi Ifeoma Ikenna Kelechi Kemi Kunle Maryam Musa Ngozi Nkechi
        Nneka Obinna Olamide Olúwaṣeun Ṣadé Sani Segun Tobenna Tunde Uche Yetunde Zainab""",
        """Abdulsalam Abiola Adebayo Adeleke Adeyemi Afolabi Agbaje Akande Akinwande Alabi Amadi Anyanwu Azikiwe-Obi
        Balogun Bello Chukwu Danjuma Ekwueme Eze Ezekwesili Fashola Gbadamosi Ibekwe Igwe Ikpeazu Iwu Jegede Lawal
        Madueke Mbanefo Nnamdi Nwachukwu Nwosu Obi Odukoya Ogunbanjo Ojo Okafor Okeke Okonkwo Okoro Oladipo Olawale
        Onwudiwe Onyeka Oyelaran Sanusi Shonibare Ugwu Umeh Yakubu""",
    ),
    Culture(
        "ghanaian and francophone west african",
        2,
        ("Africa/Accra", "Africa/Dakar", "Africa/Abidjan"),
        """Abena Adjoa Adwoa Afua Akosua Akwasi Ama Aminata Awa Aïssatou Cheikh Djeneba Efua Esi Fatoumata Ibrahima
        Kofi Kojo Kwabena Kwame Kweku Mamadou Mariama Moussa Nana_Yaa Ndeye Ousmane Rokhaya Seydou Yaa Yaw""",
        """Acheampong Addo Adjei Agyeman Amoah Ampofo Antwi Asante Ba Bamba Boakye Boateng Camara Cissé Coulibaly Darko
        Diallo Diop Diouf Fofana Gyasi Kamara Keïta Koné Konadu Mbaye Mensah Ndiaye Nkansah Ofori Opoku Osei Ouattara
        Owusu Quaye Sarpong Sow Sy Touré Traoré""",
    ),
    Culture(
        "east african",
        2,
        ("Africa/Nairobi", "Africa/Addis_Ababa", "Africa/Kampala"),
        """Abebe Achieng Akinyi Alemayehu Amani Anyango Asha Baraka Bekele Dawit Faith Furaha Genet Hirut Imani Jabari
        Juma Kamau Kipchumba Makena Mekdes Mumbi Mwangi Naserian Neema Njeri Nyokabi Ochieng Okello Rehema Salim Selam
        Tesfaye Wambui Wanjiru Yohannes Zawadi""",
        """Abera Barasa Chebet Demissie Gathoni Gebremariam Girma Haile Kagwa Karanja Kiboko Kimani Kiplagat Kiprono
        Korir Lwanga Macharia Maina Mbugua Mugisha Muthoni Mutua Mwakyusa Nabirye Nakato Ndegwa Njoroge Ntambara
        Nyong'o Odhiambo Okoth Omondi Onyango Otieno Rotich Ssempijja Tadesse Wafula Wekesa Worku""",
    ),
    Culture(
        "southern african",
        2,
        ("Africa/Johannesburg", "Africa/Harare"),
        """Anathi Ayanda Bongani Busisiwe Chipo Farai Hlengiwe Kagiso Katlego Khanyi Kudzai Langa Lerato Lindiwe
        Lungile Mandla Mpho Naledi Nomvula Nosipho Palesa Refilwe Rudo Sibusiso Sipho Tafadzwa Tariro Thabo Thandeka
        Themba Tinashe Tshepo Zandile Zanele""",
        """Botha Chikowore Cele Dlamini Dube du_Toit Gumede Khumalo Labuschagne Mabaso Madikizela Mahlangu Majola
        Makgoba Mapfumo Maseko Mashaba Mathebula Mkhize Mokoena Molefe Moyo Mthembu Naidoo Ncube Ndlovu Ngcobo Nkosi
        Nyathi Radebe Sibanda Sithole Tshabalala van_der_Merwe van_Niekerk Vilakazi Zondi Zulu""",
    ),
    Culture(
        "pacific",
        1,
        ("Pacific/Auckland", "Pacific/Honolulu", "Pacific/Apia"),
        """Anahera Aroha Hēmi Hine Kahurangi Kaimana Kalea Keanu Leilani Mānaia Mele Mikaere Ngaire Rāwiri Sālote Sina
        Talia Tāne Tiare Tūī Wikitōria""",
        """Faleolo Fa'asavalu Ka'ahumanu Kealoha Kahananui Māhaka Ngata Parata Pōtae Rangihuna Taumoepeau Tūhoe Tuilagi
        Tu'ipulotu Te_Aroha Te_Kanawa-Hall Tāwhai Wharepapa""",
    ),
    Culture(
        "north american",
        5,
        ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
        """Aaliyah Andre Brooke Caleb Cheyenne Cole Dakota Darnell DeShawn Dolores Ebony Eli Ezra Grace Hunter Jada
        Jamal Jordan Keisha Kendra LaToya Logan Marcus Mateo Maya Mckenna Micah Noelle Paige Quinn Reese Rosa Savannah
        Shawna Sierra Sterling Tanisha Trey Tyrone Wyatt Zoe""",
        """Alvarado Applewhite Beaulieu Begay Bellamy Blackhorse Boudreaux Broussard Calloway Carrington Castellanos
        Crenshaw DeLaney Delacruz-Reed Ellison Fontenot Gaines Gentry Hawthorne Hightower Holloway Ibarra Kincaid
        LeBlanc Lightfoot Lovelace Maddox McAllister Merritt Montoya Nakai Okimoto Pettway Prudhomme Rainwater
        Rosenfeld Ruffin Stallworth Tran-Miller Treadwell Tsosie Whitfield Yazzie""",
    ),
    Culture(
        "single names",
        1,
        ("Asia/Jakarta", "Asia/Makassar", "Asia/Yangon", "Asia/Kolkata"),
        """Adiputra Amirthalingam Budiarti Budiono Daryanti Ekawati Endang Gunadi Hartini Haryanto Indrawati Kusnadi
        Lestari Mulyani Nirmala Nurhayati Purwanto Ratnasari Rukmini Santosa Setiawan Slamet Sukardi Sulastri Supriyadi
        Suryani Sutrisno Wahyuni Widyanto Yuliana""",
        "",
        "single",
    ),
    Culture(
        "indonesian",
        2,
        ("Asia/Jakarta",),
        """Adi Agus Ani Ayu Bagus Bambang Citra Dewi Dian Dwi Eka Fitri Galih Hendra Indah Intan Joko Kartika Lina Made
        Mega Nyoman Putri Rahmat Ratna Rizky Sari Sinta Tri Wayan Wulan Yanti Yudi""",
        """Anggraini Ardiansyah Firmansyah Gunawan Halim Handayani Hidayat Hutapea Irawan Kurniawan Kusuma Lubis
        Mahendra Nainggolan Nasution Nugroho Pangestu Permadi Pratama Puspita Rahardjo Saputra Siahaan Simatupang
        Sitompul Sihombing Suryadi Susanti Tanuwidjaja Utami Wibowo Wijayanto Yulianto""",
    ),
)
