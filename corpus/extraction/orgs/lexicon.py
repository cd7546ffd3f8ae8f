"""The words that names of organisations are made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus.extraction.base import OrganisationKind as Kind

NAMES = Path(__file__).parent.parent / "names"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A legal form always ends the name of a company.
LEGAL = words(
    "Co Ltd Inc Corp Corporation Company Limited LLC LLP LP PLC Plc plc AG GmbH KGaA SE SA NV BV AB ASA Oyj SpA Srl KK"
    " Bhd Pte Pvt Sdn Berhad Tbk JSC PJSC SAS CO LTD INC CORP CORPORATION LIMITED Incorporated Co.Ltd"
)
# These may follow a comma, as in "Merck & Co., Inc.".
LEGAL_AFTER_COMMA = words("Ltd Inc LLC LP Corp Co Limited LTD INC PLC GmbH SA NV AG CO")
# Words that don't tell one body from another.
GENERIC = LEGAL | words(
    "Group Holding Holdings Companies GROUP HOLDINGS Enterprise Enterprises International"
)

# The trade at the end of a company's name. After a bare place only the first kind makes a name ("Yichun Mining").
TRADE_AFTER_PLACE = words(
    "Pharmaceutical Pharmaceuticals Pharma Electric Mining Securities Bank Airlines Airways Motor Motors Petroleum"
    " Petrochemical Petrochemicals Biopharmaceutical Biopharmaceuticals Biologics Biotech Biopharma Shipbuilding Steel"
    " Brewery Automobile Aircraft Telecom Unicom Cement Trust Futures"
)
TRADE = TRADE_AFTER_PLACE | words(
    "Therapeutics Biosciences Bioscience Biotechnology Biotechnologies Biomedical Biomedicine Biological Bioengineering"
    " Biotherapeutics Bio Pharmatech Biopharm Pharm Pharmaceuticals Genomics Genetics Diagnostics Vaccines"
    " Oncology Medicine Medicines Medical Medtech MedTech Medtronics Healthcare Health Lifesciences Laboratories Labs"
    " Instruments Instrument Devices Technology Technologies Tech Technologie Electronics Electronic Microelectronics"
    " Semiconductor Semiconductors Microsystems Optoelectronics Optronics Photonics Optical Display Displays Sensors"
    " Circuits Chips Silicon Foundry Software Systems Solutions Networks Robotics Robots Automation Intelligence"
    " Digital Data Cloud Computing Analytics Telecommunications Communications Auto Automotive Autos Vehicles "
    " Trucks Tyre Tire Bearings Mobility Battery Batteries Lithium Cobalt Energy Power Solar Photovoltaics Photovoltaic"
    " Windpower Hydrogen Gas Oil Refining Chemical Chemicals Chem Materials Plastics Polymers Metals Metal"
    " Aluminum Aluminium Copper Gold Silver Coal Minerals Resources Glass Ceramics Paper Fiber Fibre Textile Textiles"
    " Apparel Garments Machinery Machines Industries Industrial Equipment Engineering Engines Turbine Turbines"
    " Construction Logistics Shipping Freight Aviation Aerospace Marine Maritime Foods "
    " Dairy Beverage Beverages Agriculture Agri Agro Seed Seeds Cosmetics Jewelry Furniture Retail Mart Stores"
    " Supermarket Hotels Properties Property Realty Developers Entertainment Pictures Games Interactive Studios"
    " Insurance Assurance Leasing Futures Brokerage Advisors Advisers Advisory Consulting Consultancy"
    " Research Analytica Capital Ventures Venture Partners Investment Investments  Equity Finance Financial"
    " Fintech Manufacturing Tube Tubes Pipe Pipes Wire Cable Cables Environmental Environment Quantum Science Sciences Organics Projects"
    " Precision Cells Insights Dynamics Sci-Tech Bearing Valve Valves Pump Pumps Compressors Boiler Cranes Tools Tooling"
    " Forging Castings Alloy Alloys Magnet Magnetics Rubber Footwear Sportswear Coatings Fertilizer Fertilizers Agrochemicals"
    " Winery Distillery Nutrition Nutraceuticals Pharmacy Dental Optics Implants Imaging Surgical Immunotherapeutics Peptide"
    " Peptides Biomaterials Bioproducts Wafer Laser Lasers Lighting Telecoms Avionics Rail Railways Tractors Motorcycles"
    " Shipyard Shipyards Offshore Hydropower Biofuels Bioenergy Renewables Refinery Pipelines Drilling Oilfield Recycling"
    " Infotech Cybersecurity Estates Resorts Restaurants Architects Exports Trading Bancorp Publishing Flowers Bio-tech"
    " Bio-Tech Biotec Hi-tech Hi-Tech High-tech High-Tech Remedies Pharmacia Fluorochemicals Agritech Fertilisers Spinning"
    " Mills Transformers Switchgear Infra Infrastructure Travel Energies Tankers Storage Warehousing Endoscope Endoscopes Containers Bio-Pharma Bio-pharma Biomanufacturing Biotherapeutics Bio-Medical"
    " BioLogics Botanics Botanicals Gases Forgings Reagents Reagent Ophthalmics Ophthalmic Immunologicals Biologicals Substrates"
    " Photoresists Catalysts Enzymes Proteins Antibodies Cryogenics Hydraulics Pneumatics Gearboxes Inverters Cathodes Anodes"
    " Electrolytes Electrolyzers Separators Fermentations Ferments Formulations Inhalers Syringes Radiopharma"
    " Radiopharmaceuticals Biosystems Nanotech Nanotechnologies Nanomaterials Spirits Packaging Organoids Probiotics"
    " Bioproducts Exosomes Aeroengines Propulsion Metrology Lidar Optotech Airframes"
)
# Only after a word of money: "Sanyi Investment Management", not "Crisis Management".
MANAGERS = words("Management Managers Advisors Services Partnership")
MONEY = words(
    "Investment Asset Assets Fund Capital Equity Wealth Venture Financial Securities Hotel Property"
)
# With a bare place before them these pairs make a company: "Pudong Venture Capital", "Zhuhai Construction Investment".
PAIRS_AFTER_PLACE = frozenset(
    tuple(pair.split())
    for pair in [
        "Venture Capital",
        "Private Equity",
        "Construction Investment",
        "Development Investment",
        "Urban Investment",
        "City Investment",
        "Industrial Investment",
        "Industry Investment",
        "Healthcare Capital",
        "Asset Management",
        "Investment Management",
        "Life Insurance",
        "Heavy Industry",
        "Heavy Industries",
        "Water Power",
        "Nuclear Power",
        "Rural Bank",
        "Commercial Bank",
        "Medical Technology",
        "Investment Holdings",
        "Investment Holding",
        "Investment Group",
        "Investment Company",
        "Shipbuilding Industry",
    ]
)
GROUP = words("Group GROUP Holdings Holding HOLDINGS Conglomerate")
NOT_BEFORE_GROUP = words(
    "Leading Working Focus Expert Age Task Ethnic Interest Advisory Coordination Research Study Project Consumer"
    " Population Peer Pressure Support User"
)

# Bodies: the last of these words in a run says what it is.
BODY: dict[str, Kind] = {
    **dict.fromkeys(
        words(
            "Ministry Bureau Commission Administration Customs Authority Agency Department Congress Office"
            " Court Tribunal Government Treasury Directorate Secretariat"
        ),
        Kind.GOVERNMENT,
    ),
    **dict.fromkeys(
        words("University Universiti Universität College Colleges Polytechnic School"), Kind.UNIVERSITY
    ),
    **dict.fromkeys(
        words(
            "Institute Institutes Institution Academy Academies Laboratory Laboratories Lab Center Centre Centers"
            " Observatory"
        ),
        Kind.RESEARCH,
    ),
    **dict.fromkeys(words("Hospital Hospitals Clinic Sanatorium"), Kind.HOSPITAL),
    **dict.fromkeys(
        words(
            "Association Society Cooperative Cooperatives Alliance Federation Union League Consortium Chamber Council Board Committee Party"
            " Community Guild Confederation"
        ),
        Kind.ASSOCIATION,
    ),
    **dict.fromkeys(words("Foundation Organization Organisation"), Kind.OTHER),
    **dict.fromkeys(words("Fund Funds"), Kind.FUND),
    **dict.fromkeys(words("Bank Exchange"), Kind.COMPANY),
}
# "Chamber of Commerce", "Institute of X": what may hang on such a word.
TAKES_COMPLEMENT = frozenset(BODY) - words(
    "Government Party Customs Community Court Exchange Clinic Office Funds"
)
# Enough alone when a complement follows: "Institute of Special Foods".
STANDS_ALONE = words(
    "Ministry Department Institute Academy University Bank Bureau Administration Directorate Federation Association Society"
    " Confederation Alliance"
)

# These heads need to be told apart from plain English by a place, "National", or a name before them.
NEEDS_OWNER = words(
    "Center Centre Centers Committee Office Agency Authority Council Board School College Court Union Exchange Fund Funds"
    " Department Organization Organisation Community Lab Laboratory Laboratories Clinic Party Commission"
    " Administration Hospitals Congress League Institutes"
)
CENTER_WORK = words(
    "Research Technology Innovation Protection Cooperation Control Evaluation Inspection Testing Promotion Engineering"
    " Cancer Medical Health Science Sciences Development Assessment Certification Supervision Information Studies"
    " Supercomputing Computing Heart Drug Policy Prevention Management Accelerator Biomedical Translational Materials"
    " Trading Biotechnology Standards Quality Emergency Blood Clinical Disease Diseases Monitoring Think Cardiovascular Exchange Tank"
)
NOT_CENTER = words(
    "Convention Exhibition Exhibitions Data Service Services Shopping Financial Finance Logistics Call Sports Conference"
    " Expo Trade Commercial Business Manufacturing Production Distribution Media Cultural Culture Arts Art Visitor"
    " Community Fitness Experience Urban City Town Display Training Operation Operations Tourism Incubation Transport"
    " Transportation Storage Delivery Sub News Press Congress"
)
OWNER_WORDS = words(
    "National China Chinese Provincial Municipal State Central World International European American Asian Federal Royal"
    " Key General Supreme US U.S. UK Global Sino-German Sino-French Sino-US Sino-Singapore Indian Korean Japanese German"
    " French British Singapore Malaysian Vietnamese Australian Canadian Russian Swiss Dutch Italian Spanish Israeli All-China"
)

LEVEL_WORDS = words(
    "Provincial Municipal City District County Prefectural Regional Metropolitan State Province Municipality"
)
INNER_POSSESSIVE = words(
    "People Peoples Women Children Workers Farmers Peasants Teachers Men Veterans Consumers Kids Lawyers Employers"
    " Manufacturers Producers"
    " Traders Drivers Nurses Physicians Master Ladies Maternity Child Girls Entrepreneurs Writers Youth Citizens"
)
ABBREVIATIONS = words("St Dr Mt Co Inc Corp Ltd Bros Pte Pvt Sdn No LTD CO INC CORP")

PLACE_NOUNS = (
    "park",
    "Park",
    "town",
    "Town",
    "valley",
    "Valley",
    "city",
    "City",
    "Zone",
    "Base",
    "Area",
    "County",
    "District",
)

COMPLEMENT_LINKS = words("of for on against")
LATER_LINKS = words("of for on with in against by to")

TITLES = words(
    "President Chairman Chairwoman Chairperson Chair Director Director-General Mayor Governor Minister Secretary"
    " Secretary-General Professor Prof Mr Mrs Ms Miss Sir Madam CEO CFO CTO COO CSO CMO Manager Vice Deputy Chief"
    " Executive Senior Editor Academician Spokesperson Spokesman Spokeswoman Founder Co-founder Co-Founder Premier Senator"
    " Commissioner Ambassador Analyst Analysts Economist Engineer Scientist Vice-President Vice-Chairman Vice-Mayor"
    " Vice-chairman Vice-president Vice-mayor Vice-minister Partner Head Leader Representative General-Secretary Photographer"
    " Photos Photo Updated Source Editor Reporter Author Caption Credit Courtesy Tel Fax Email Website Address Contact Dean"
)
DATES = words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September"
    " October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun"
)
STARTERS = words(
    "A An The This That These Those It Its They Their He His She Her We Our You Your I My In On At By For From With Without"
    " Within To Of As After Before Since During While When Where Which Who What Why How Whether If Although Though Because"
    " But And Or Nor So Yet Also Besides Meanwhile However Moreover Furthermore Therefore Thus Hence Then There Here Now"
    " Today Yesterday Tomorrow Currently Recently Previously Earlier Later Last Next Once Both Each Every All Most Many Some"
    " Several Few More Other Others Another Such Like Unlike Under Over Between Among Through Throughout Across Around About"
    " Above Below Near Behind Beyond Despite Except Instead According Based Located Founded Established Headquartered Situated"
    " Built Supported Led Backed Driven Thanks Due Given Following Including Using Taking Founded Launched Covering Being"
    " Having Not No Only Just Even Still Already Never Always Often Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve"
    " Dozens Hundreds Thousands Millions Half Nearly Almost Around Approximately Either Neither Than Till Until Upon Via Per"
    " Is Are Was Were Be Has Have Had Do Does Did Can Could Will Would Shall Should May Might Must Let Please See Read Click"
    " Visit Follow Share Print Home Latest News Automaker Carmaker Drugmaker Chipmaker Battery-maker Companies Firms Shares"
    " State-owned Privately-owned Headlines Featured Related Copyright Figures Statistics Data Officials Experts Researchers"
    " Scientists Investors Participants Representatives Authorities Executives Employees Workers Customers Leading Foreign"
    " Domestic Local Neighboring Elsewhere Additionally Similarly Likewise Finally First Second Third Firstly Secondly"
    " Thirdly Overall Specifically Notably Importantly Interestingly Apart Aside Along Together Rather Indeed Perhaps Maybe"
    " Ever Where Whereas Because Hosted Organized Organised Sponsored Co-hosted Jointly Signed Announced Located Addressing"
    " Speaking Citing Quoting Asked Regarding Concerning Considering Counting Compared Together Shown Photographed Pictured"
    " Visitors Guests Staff Technicians Employee Worker Aerial View Inside Outside Photo Whereas Tech Giant Pharma Giants"
)
"""Words that begin a sentence rather than a name."""
STARTERS_KEPT = words("First Second Third State Data Tech Pharma")
ACRONYMS = words(
    "AI IT EV EVs NEV NEVs GDP IPO API APIs TCM IoT VR AR 3D 2D 5G 6G 4G R&D GMP PPP ESG SME SMEs SUV SUVs LED USD CNY RMB"
    " EUR HKD SGD INR KRW UHV LNG PV FDI VAT PhD MBA DNA RNA mRNA PCR MRI CT ADC ADCs CAR-T ICU COVID COVID-19 SARS CDMO"
    " CRO CDMOs CROs CMO CMOs OEM OEMs GW GWh MW MWh KW kWh IP PCT IND NDA BLA PC PCs TV TVs B2B B2C O2O MOU MoU LOI BOT Q1"
    " Q2 Q3 Q4 H1 H2 FY GBA BRI RCEP CPTPP QR ID OK VIP No II III IV VI VII IX XI Phase DRAM NAND SiC GaN OLED LCD CPU GPU"
    " HBM AMOLED PEM ESS BESS SOE SOEs MNC MNCs FTZ EDZ SEZ EDZs UAV UAVs PM AM Ph.D M&A IVD GLP-1 HPV HIV AIDS NFT App IC ICs IGBT MEMS EDA SoC FPGA ASIC PCB LFP NCM AIGC LLM SaaS OTC CNC MICE CBD ODI QFLP REIT REITs PE VC"
    " G20 APEC ASEAN BRICS SCO UHD HD HQ XR AGI CIPS MRO VTOL eVTOL CCUS LOHAS 3C WFOE"
)

SITES = words(
    "City Plaza Tower Road Street Avenue Stadium Cup Prize Award Square Lake Bridge Town Building Mall Hall"
)
"""After a listed name these make another thing of it: "Wanda Plaza"."""
COINED_ENDINGS = ("Bio", "Gene", "Gen", "Pharma", "Pharm", "Biotech", "Therapeutics", "Biologics", "Semi")
GROWN_ENDINGS = ("pharma", "pharm", "biotech", "biologics", "genomics", "electronics")
"""Ends of made-up words that name firms, with a capital inside ("RiboBio") and without ("Duopharma")."""

NOT_AFTER_NAME = words(
    "Road Street Avenue Park Town Campus District Bridge Lake Square Plaza Tower Building Lane Boulevard Station Stadium"
    " Press Cup Prize Award Awards Village Zone Base"
)
PROFESSION_NOUNS = words(
    "maker company firm giant startup start-up drugmaker carmaker automaker chipmaker manufacturer developer supplier"
    " operator producer conglomerate unicorn lender brokerage insurer retailer subsidiary affiliate contractor miner refiner"
    " steelmaker planemaker biotech foundry heavyweight provider distributor carrier airline bank utility behemoth newcomer"
    " truckmaker pioneer battery-maker phonemaker toymaker shipbuilder truckmaker brewer multinational enterprise unit parent rival spinoff spin-off portal breeder grower consultancy arm venture"
)
"""A name that follows such a noun at once is a company's: "filtration company Cobetter"."""
COMPANY_PLURALS = words(
    "companies firms enterprises institutions multinationals giants investors drugmakers carmakers automakers chipmakers"
    " makers manufacturers suppliers developers producers startups start-ups partners players businesses corporations"
    " conglomerates brands customers clients heavyweights shareholders backers subsidiaries operators banks insurers"
    " brokerages funds lenders retailers corporates entities unicorns organizations organisations contractors competitors"
    " rivals peers leaders names bodies universities hospitals institutes vendors tenants automobile-makers groups"
    " multinational-companies pharmaceuticals utilities miners airlines newcomers agencies affiliates"
)
LIST_OPENERS = words("including like include includes namely included")
HOST_LABELS = frozenset(
    f"{prefix}{word}{plural}"
    for word in ("Host", "Sponsor", "Organizer", "Organiser", "Undertaker", "Supporter")
    for prefix in ("", "Co-")
    for plural in ("", "s")
)
CHIEFS = words(
    "CEO CFO CTO COO founder co-founder founders co-founders chairman chairwoman president manager director"
)
"""A name after "CEO of" is a firm's, if it's no place and no field."""
# Their daughters are called after them: "Tata Projects", "Doosan Bobcat".
PARENTS = words(
    "Tata Adani Reliance Mahindra JSW Doosan Hyosung Hanwha Hyundai Samsung SK LG Lotte GS CJ Kolon POSCO Posco Mitsubishi"
    " Sumitomo Mitsui Marubeni CITIC SDIC CRRC AVIC CSSC CNOOC COFCO Fosun Sinopharm SAIC GAC BAIC FAW Dongfeng Changan"
    " CNNC CGN SPIC Huaneng Datang Huadian Baowu Hitachi Toshiba Siemens Foxconn Midea Haier Hisense Ganfeng Tongwei Petronas"
    " Sembcorp Keppel Temasek"
)
PRODUCTS = words(
    "Galaxy Nexon Ioniq Gram Kona Note Model Pro Max Ultra Plus Card Pay Cloud Play Buds Watch TV Gear Series"
)
CAMPUSES = words("IIT IIM NIT AIIMS IISER NIPER IIIT UC")


@cache
def topics() -> frozenset[str]:
    """Common words of trades and sciences, lower case: they fill the names of bodies and name nobody."""
    return _word_list("topics.txt")


@cache
def common_words() -> frozenset[str]:
    """Common English words that stand capitalised in headings, lower case."""
    return _word_list("common.txt")


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames and Western first names, to tell persons from firms; lower case."""
    return _word_list("person_names.txt")


def _word_list(name: str) -> frozenset[str]:
    lines = (NAMES / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


TOPIC_ENDINGS = (
    "ology",
    "ologies",
    "ation",
    "ction",
    "sion",
    "ment",
    "istry",
    "culture",
    "ography",
    "surgery",
    "iatry",
)


def is_topic(word: str) -> bool:
    """Whether a word names a field ("Industry", "Orthopaedics") rather than somebody."""
    low = word.lower()
    return (
        low in topics()
        or (len(low) > 6 and low.endswith(TOPIC_ENDINGS))
        or all(part in topics() for part in low.split("-"))
    )
