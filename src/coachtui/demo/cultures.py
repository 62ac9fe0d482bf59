"""Names by culture: pools of given and family names that combine freely, and where such people live.

Names stand in one text, parted by blanks; `_` is a blank within a name. A name in another script is followed by its
Latin reading after `/`, for e-mail addresses. Family names that change with gender stand in cultures of their own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Culture:
    """`weight` is the share among all people; `form` is how a full name is put together (see `names.person`)."""

    key: str
    weight: int
    zones: tuple[str, ...]
    given: str
    family: str
    form: str = "given family"


CULTURES: tuple[Culture, ...] = (
    Culture(
        "english",
        12,
        ("Europe/London", "America/New_York", "Australia/Sydney", "America/Toronto"),
        """Alice Amelia Andrew Barnaby Beatrice Ben Bridget Callum Catherine Charlotte Clive Daphne Duncan Edith Edmund
        Eleanor Felix Fiona Frances Gareth Georgina Gillian Graham Harriet Hazel Hugh Imogen Isobel Jasper Jocelyn
        Judith Keith Leonard Lydia Malcolm Marian Miles Nigel Olive Oscar Penelope Philippa Quentin Rosalind Rupert
        Sam Simon Tamsin Tessa Verity Winifred""",
        """Ainsworth Appleby Ashdown Barraclough Bexley Birtwistle Blythe Bramley Cadwallader Carrow Chilvers Coldwell
        Cotterill Darnley Dunstan Eastwick Fairclough Fenwick Garside Goodspeed Halliwell Hartley Hathersage Holroyd
        Inchbald Jessop Kettlewell Langridge Lockyer Marchbanks Merriweather Netherby Oakeshott Ormerod Pemberton
        Pickersgill Quarmby Ravenhill Rowntree Satterthwaite Shillito Tattersall Thistlewood Underhill Vickerstaff
        Wainwright Weatherby Wolstenholme Yardley Marsh-Ellwood Hart-Dyson Poole-Ashby""",
    ),
    Culture(
        "irish",
        4,
        ("Europe/Dublin",),
        """Aoife Aisling Brendan Bríd Cáit Ciarán Cillian Colm Conor Declan Deirdre Eimear Éamon Fergal Fionnuala
        Gráinne Lorcan Máire Niamh Oisín Órla Pádraig Róisín Ruairí Sadhbh Seán Sinéad Síle Tadhg Úna""",
        """O'Brien O'Callaghan O'Dowd O'Farrell O'Hara O'Keeffe O'Mahony O'Rourke O'Sullivan Brennan Cassidy Costello
        Devlin Fitzgerald Flanagan Gallagher Hennessy Kavanagh Keane Lacey MacNamara McArdle McGrath Mulcahy Ní_Bhriain
        Nolan Quilty Rafferty Tierney Whelan""",
    ),
    Culture(
        "scottish and welsh",
        3,
        ("Europe/London",),
        """Ailsa Alasdair Angharad Bethan Bronwen Carys Catriona Dafydd Dilys Eilidh Elin Emrys Ewan Fergus Ffion
        Fraser Gethin Greer Gwen Hamish Iain Iona Kirsty Llŷr Lorna Megan Morag Rhodri Rhys Siân Struan Tegan""",
        """Abercrombie ap_Gwilym Bowen Buchanan Cadogan Colquhoun Dalgleish Farquhar Galbraith Gwynne Innes Kinnaird
        Llewellyn Lockhart MacAskill MacBride MacInnes MacLeod McKechnie Meredith Morgan Ogilvie Pritchard Prosser
        Rennie Strachan Trevelyan Urquhart Vaughan Wynn-Parry""",
    ),
    Culture(
        "french",
        5,
        ("Europe/Paris", "Europe/Brussels", "America/Toronto"),
        """Adèle Amélie Anaïs Antoine Aurélie Baptiste Benoît Camille Cécile Céline Clémence Didier Éloïse Émile
        Étienne Fabien François Françoise Gaëlle Gérard Hélène Hervé Jean-Luc Joël Léa Loïc Lucie Marie-Claire Mathilde
        Maëlle Noémie Océane Pascal Raphaël Rémi Solène Sylvain Thaïs Thérèse Yannick""",
        """Arnaudet Baudry Beaumanoir Besançon Bréchard Chastel Clairvaux D'Aubigny Dauphin Delacourt Desrosiers
        Dufresne Fontanel Garnier-Roux Gauvin Guérin Hébrard Jourdan L'Héritier Lacombe Laframboise Lefèvre Leroux
        Malherbe Marchetière Mercœur Montaigu Noël Perrault Poirier Quesnel Roussel Saint-Clair Sénéchal Tessier
        Tremblay Vasseur Villeneuve""",
    ),
    Culture(
        "german",
        7,
        ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
        """Andreas Anke Bärbel Birgit Björn Christoph Detlef Dörte Elke Franziska Friederike Günther Hannelore Heike
        Holger Ines Jörg Jürgen Käthe Katrin Lorenz Lukas Mareike Matthias Nadja Ottilie Petra Rainer Reinhild Rüdiger
        Sabine Silke Sören Stefanie Thomas Ulrike Ute Veit Wiebke Wolfgang""",
        """Achterberg Bäumer Birkenfeld Böhm Brückner Dietrichsen Drössler Eichinger Falkenstein Frühauf Gräfe Großmann
        Haberkorn Hölscher Ilg Jägermeier Kaltenbach Kößler Kühnel Lindenschmidt Löhr Mühlhäuser Nüsslein Oberländer
        Pfannenstiel Quandel Rösner Sauerbrey Schäuffele Schürmann Strauß Tröger Überhorst von_Altendorf Weißhaupt
        Wiesengrund Würtz Zellweger Zimmerli Zöllner""",
    ),
    Culture(
        "dutch",
        3,
        ("Europe/Amsterdam", "Europe/Brussels"),
        """Anouk Bart Bram Daan Dirk Eline Femke Floor Geert Hanneke Hein Ilse Jelle Joost Katrijn Koen Lotte Maaike
        Mies Niels Noor Pieter Renske Roos Ruben Sanne Sjoerd Tjitske Wietske Wouter""",
        """Aalbers Brouwer de_Graaf de_Wit Dijkstra Elzinga Groeneveld Haverkamp Hoekstra Jansma Kuiper Langeveld
        Meijer Noordhoek Oosterhuis Postma Roelofs Schuurman Sikkema Terpstra Tuinstra van_den_Berg van_der_Linden
        van_Dijk van_'t_Hoff Veenstra Vermeulen Wiersma Ypma Zonneveld""",
    ),
    Culture(
        "nordic",
        5,
        ("Europe/Stockholm", "Europe/Copenhagen", "Europe/Oslo", "Europe/Helsinki"),
        """Aino Anders Asbjørn Åsa Astrid Birgitta Bo Ebba Eero Eskil Freja Gunvor Håkan Henrik Hilde Ingrid Jarmo
        Jørgen Kaisa Kjersti Lars Lasse Liv Märta Mikko Nils Øystein Pernille Päivi Ragnhild Rasmus Sigrid Signe Søren
        Sven Tuija Tuomas Ulf Veikko Yrsa""",
        """Aaltonen Åkerblom Bergström Bjørnstad Dahl Ekholm Engström Fjeld Friis Gjerde Grönlund Haavisto Hägglund
        Halvorsen Heikkinen Holmström Järvinen Kjær Koskela Kvist Lind Lindqvist Løvland Mäkelä Møller Nyström Ødegård
        Östberg Räsänen Rønning Sandvik Sjöberg Skovgaard Strøm Sundqvist Tømmerås Väisänen Vestergaard Wahlström
        Ylönen""",
    ),
    Culture(
        "icelandic (f)",
        1,
        ("Atlantic/Reykjavik",),
        "Guðrún Sigríður Þórdís Ásta Hrafnhildur Katrín Ragnheiður Steinunn Unnur Valgerður Björk Edda",
        "Jónsdóttir Þorsteinsdóttir Einarsdóttir Björnsdóttir Gunnarsdóttir Árnadóttir Ólafsdóttir Magnúsdóttir",
    ),
    Culture(
        "spanish",
        6,
        ("Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
        """Adrián Álvaro Ana Andrés Beatriz Begoña Carlos Carmen Concepción Diego Elvira Emilio Esteban Fátima Gonzalo
        Graciela Héctor Inés Íñigo Itziar Jesús Joaquín José_Luis Julián Lucía Luis Manuela Marisol Martín María_José
        Montserrat Nerea Nicolás Óscar Pilar Ramón Rocío Rubén Sofía Ximena""",
        """Aguirre Alarcón Arroyo Ávila Barrios Benítez Cárdenas Castaño Cifuentes Córdoba de_la_Cruz de_la_Peña
        Echeverría Escudero Fuentes Galíndez Goñi Guzmán Ibáñez Iturralde Lozano Machado Márquez Montalbán Núñez Olmedo
        Ordóñez Peñalver Quiroga Rentería Ruiz Salcedo Santibáñez Sepúlveda Tejeda Urrutia Valdés Villaseñor Yáñez
        Zúñiga""",
        "given family family",
    ),
    Culture(
        "portuguese",
        4,
        ("Europe/Lisbon", "America/Sao_Paulo"),
        """Afonso Amália André Ângela Antônio Beatriz Caetano Catarina Conceição Duarte Eduarda Fábio Filipa Flávia
        Gonçalo Inês Isaura Joana João José Lídia Luísa Márcio Mariana Nuno Otávio Paulo Rafaela Rui Salomé Sérgio
        Simão Tânia Tomás Vitória""",
        """Abrantes Almeida Araújo Azevedo Barroso Brandão Caldeira Câmara Carvalhal Cordeiro da_Costa_Reis da_Veiga
        dos_Anjos Esteves Falcão Fonseca Gouveia Guimarães Leitão Magalhães Meireles Mendonça Negrão Nóbrega Paixão
        Peixoto Prado Quintela Ramalho Salgado Seabra Teixeira Valadão Vasconcelos Ximenes""",
        "given family family",
    ),
    Culture(
        "italian",
        4,
        ("Europe/Rome", "Europe/Zurich"),
        """Alessio Bianca Carlotta Cesare Chiara Corrado Daria Donatella Edoardo Elettra Emanuele Fabrizio Federica
        Fiorella Gianluca Ginevra Giosuè Giulia Ilaria Isotta Ivo Lavinia Leonardo Livia Maddalena Massimo Niccolò
        Noemi Oreste Ornella Paola Renzo Rosalba Sandro Silvia Tiziana Ugo Valerio Vittoria Zeno""",
        """Abbondanza Barbieri Bevilacqua Boscolo Brambilla Calabrò Castelnuovo Cavallaro Conti D'Alessandro D'Amico
        D'Angelo De_Luca De_Santis Dell'Orto Di_Stefano Fabbri Ferrante Gallo Ghirardelli Lanfranchi Locatelli
        Malaspina Montefiori Nicolosi Orlandini Pagliarulo Pellegrino Quaranta Rossetti Sangiovanni Scarpa Tagliabue
        Trevisan Vespignani Zanetti""",
    ),
    Culture(
        "polish",
        3,
        ("Europe/Warsaw",),
        """Agnieszka Aleksander Bartłomiej Bogumiła Bożena Czesław Danuta Elżbieta Grażyna Grzegorz Iwona Jadwiga
        Jarosław Jędrzej Joanna Kazimierz Krzysztof Łucja Łukasz Małgorzata Mieczysław Paweł Przemysław Rafał Sławomir
        Stanisław Świętosława Tomasz Urszula Włodzimierz Wojciech Zbigniew Zofia Żaneta""",
        """Bąk Błaszczyk Bobrowicz Cieślak Dąbek Dudziak Gołąb Grześkowiak Jabłonka Jędrzejczyk Kołodziej Krawczyk
        Kuźma Łuczak Maślanka Mazur Michałek Nowak Olszak Pająk Pietrzak Rżysko Sikora Skiba Śliwa Stępień Świderek
        Szczygieł Walczak Wieczorek Wojtasik Wójcik Wróbel Zając Żmuda""",
    ),
    Culture(
        "czech (f)",
        1,
        ("Europe/Prague",),
        "Alžběta Běla Dagmar Eliška Hedvika Ivana Jitka Květa Libuše Ludmila Markéta Růžena Šárka Věra Zdeňka",
        "Bartošová Čermáková Doležalová Hájková Jelínková Kratochvílová Málková Němcová Říhová Šimková Tůmová Žáková",
    ),
    Culture(
        "czech (m)",
        1,
        ("Europe/Prague",),
        "Bedřich Bořivoj Čeněk Dušan František Hynek Jiří Kryštof Luboš Matěj Ondřej Přemysl Radomír Štěpán Tomáš "
        "Zdeněk",
        "Bartoš Čermák Doležal Hájek Jelínek Kratochvíl Málek Němec Říha Šimek Tůma Žák",
    ),
    Culture(
        "hungarian",
        1,
        ("Europe/Budapest",),
        "Ágnes András Balázs Boglárka Csaba Dóra Enikő Erzsébet Gábor György Ilona István Jenő Lőrinc Márta Réka "
        "Tünde Zsófia",
        "Bánfalvi Csonka Farkas Gyöngyösi Halász Jakabffy Kőváry Lakatos Mészáros Nemes Ördögh Pásztor Szűcs Tőkés "
        "Vörös",
    ),
    Culture(
        "balkan",
        3,
        ("Europe/Zagreb", "Europe/Belgrade", "Europe/Ljubljana"),
        """Aleksandar Ana Anđela Bojan Borut Branka Danijela Dejan Dragana Đorđe Dušan Goran Hrvoje Iris Ivo Jasna
        Jelena Katja Ljiljana Luka Maja Marko Mateja Milan Mirjana Nada Nikola Petra Saša Slavko Snežana Tamara Vesna
        Vuk Zoran Željka""",
        """Anđelić Babić Baković Blažević Cvetko Čolić Ćosić Delić Dragović Đurić Filipović Grubišić Hadžić Ilić
        Jurišić Kovačec Lončar Lukšić Marušić Matić Novak Obradović Pavlović Perišić Radić Savić Simić Stojković Šarić
        Tomašević Vidmar Vučković Zorić Žunić""",
    ),
    Culture(
        "greek (f)",
        1,
        ("Europe/Athens",),
        "Ariadne Calliope Danae Despina Eleni Evanthia Ioanna Kassandra Lydia Myrto Niki Persephone Sofia Thalia "
        "Vasiliki",
        "Alexandrou Christodoulou Demetriou Georgiou Kanellou Lambrou Markou Nicolaou Pappa Stavrou Theodorou Vlachou",
    ),
    Culture(
        "baltic and ukrainian",
        2,
        ("Europe/Kyiv", "Europe/Tallinn", "Europe/Vilnius"),
        """Andrii Anzhela Bohdan Daryna Dmytro Halyna Iryna Kateryna Kristjan Lesia Liis Maksym Marta Mykola Nazar
        Oksana Oleksandr Olha Orest Pavlo Piret Roman Sofiia Solomiia Taras Tõnu Ülle Vasyl Yaroslava Zlata""",
        """Andrushko Babenko Bondarchuk Chornenko Danylko Hnatiuk Hrytsenko Kallas Klymenko Kõiv Kostiuk Kravchuk
        Lysenko Marchenko Mägi Melnyk Oliinyk Onyshchenko Pärn Petrenko Romaniuk Saar Savchuk Shevchuk Tamm Tkachuk
        Väli Voronenko Yurchenko Zakharchuk""",
    ),
    Culture(
        "turkish",
        3,
        ("Europe/Istanbul",),
        """Aslı Ayça Ayşe Barış Begüm Burak Can Cem Çağla Defne Deniz Ebru Elif Emre Ezgi Gökhan Gül Hakan Ilgın İpek
        Kerem Leylâ Mert Nazlı Nilüfer Oğuz Onur Ömer Özge Pınar Selin Serkan Şebnem Tolga Tuğçe Umut Ümit Yağmur Yiğit
        Zeynep""",
        """Acar Akçay Aksoy Arslan Aydın Bozkurt Bulut Çakır Çelik Demirtaş Dönmez Erdoğdu Ergün Gökçe Güneş Güvenç
        İnanç Karadağ Kaya Kılıç Koçak Korkmaz Özkan Öztürk Polat Sarıoğlu Sezer Şahin Şimşek Tekin Toprak Tunç Uçar
        Uysal Yalçın Yıldız Yücel Zengin""",
    ),
    Culture(
        "arabic",
        4,
        ("Asia/Dubai", "Africa/Cairo", "Asia/Amman", "Africa/Casablanca"),
        """Abdulrahman Adel Ahmed Aisha Amal Amina Anas Basma Bilal Dalia Dima Fadi Farid Fatima Ghada Hadi Hala Hanan
        Hassan Huda Ibrahim Iman Jamal Karim Khadija Khalil Laila Lina Maha Mahmoud Mariam Mona Nabil Nadia Nour Omar
        Rania Rashid Reem Salma Samir Tariq Walid Yasmin Youssef Zeinab""",
        """Abboud Al-Amin Al-Fahim Al-Hariri Al-Khatib Al-Masri Al-Najjar Al-Rashidi Al-Sayegh Awad Ayoub Azzam Barakat
        Ben_Salah Benali Bouzid Darwish El-Ghazali El-Idrissi El-Mansour Fakhoury Farouk Haddad Hamdan Hijazi Issa
        Jaber Kassem Khalidi Maalouf Mansouri Nasser Qabbani Rahal Saadeh Salameh Shaheen Tannous Tazi Younes Zaki
        Zidan""",
    ),
    Culture(
        "arabic (script)",
        1,
        ("Asia/Dubai", "Asia/Amman"),
        "ليلى/Layla سمير/Samir نور/Nour كريم/Karim هدى/Huda ياسمين/Yasmin طارق/Tariq مريم/Maryam عمر/Omar رانيا/Rania",
        "حداد/Haddad خوري/Khoury منصور/Mansour الخطيب/Alkhatib درويش/Darwish النجار/Alnajjar سلامة/Salameh عيسى/Issa",
    ),
    Culture(
        "hebrew",
        2,
        ("Asia/Jerusalem",),
        """Adi Amir Avital Ayelet Boaz Carmel Dafna Eitan Elad Galit Gidon Hadas Hila Ido Lior Maayan Michal Naama
        Nadav Noa Ofer Omri Orly Ronit Shai Shira Tal Tamar Uri Yael Yoav Ziv""",
        """Amsalem Arbel Ashkenazi Bar-Lev Ben-Ami Ben-David Biton Carmi Dayan Edri Eshkol Galili Gefen Golan Halevi
        Harari Kaplan Lavi Maimon Ne'eman Ofir Paz Peretz Raz Ronen Sharabi Shavit Tzur Yadin Zohar""",
    ),
    Culture(
        "hebrew (script)",
        1,
        ("Asia/Jerusalem",),
        "נועה/Noa איתן/Eitan תמר/Tamar יואב/Yoav מיכל/Michal אורי/Uri שירה/Shira גיא/Guy",
        "לוי/Levi מזרחי/Mizrahi פרידמן/Friedman גולן/Golan שביט/Shavit ברק/Barak אלון/Alon",
    ),
    Culture(
        "persian",
        2,
        ("Europe/London", "America/Los_Angeles", "Asia/Dubai"),
        """Arash Azadeh Babak Bahar Behrouz Cyrus Darius Delara Elham Farhad Farzaneh Golnaz Hamid Kamran Kaveh Ladan
        Laleh Mahin Mehrdad Mina Nasrin Navid Niloufar Omid Parisa Parviz Roya Saba Shirin Siavash Soraya Zahra""",
        """Afshari Ahmadi Amini Ardalan Azari Bahrami Daneshvar Ebrahimi Esfahani Farahani Farrokhzadeh Ghorbani
        Hakimian Hosseini Jalali Kashani Kermani Khosravi Mokri Moradi Nazari Pahlevan Rahimi Rostami Sadeghi Shirazi
        Tabrizi Tehrani Yazdani Zand""",
    ),
)
