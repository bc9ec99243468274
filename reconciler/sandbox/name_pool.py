"""Names to draw people from. Any pair is nobody in particular."""

import unicodedata

__all__ = ["FIRST_NAMES", "LAST_NAMES", "address_part"]

_FIRST = """
    Aaliyah Abel Adaeze Adrián Agnieszka Aiko Alba Alejandra Amara Amélie Amit Ana Anders Anika
    Anton Anwar Aoife Arjun Astrid Ayşe Beatriz Benedikt Björn Bram Camila Carmen Cécile Chidi
    Chloé Ciarán Clara Conor Dafydd Daiyu Danuta Deepika Diego Dmitri Ebele Eduardo Eleni Elif
    Emre Enzo Esra Fatima Femi Fiadh Filip Florian Freya Gabriela Gareth Giulia Grace Greta Hana
    Haruto Hassan Heidi Hugo Ibrahim Ifeoma Ines Ingrid Isabel Ivan Jakub Jamila Javier Jin Joana
    Jonas Juliette Kaito Karim Katarzyna Keiko Kofi Lars Leila Liam Linnea Lucía Maeve Magnus Mai
    Malik Marek Mariam Mateo Mei Mercy Mina Nadia Naoki Nasrin Niamh Nikhil Noor Nuno Obinna Odile
    Olga Omar Orla Pablo Padma Paulina Pedro Petra Priya Rafael Rania Renée Rhys Rohan Rosa Sami
    Sanjay Saoirse Selin Siobhán Sofía Stefan Sunita Tamar Tariq Thandiwe Tomás Ulrike Vikram
    Viktor Wei Wiktor Xiu Yara Yusuf Zainab Zoltán Zuzana
"""

_LAST = """
    Abara Achterberg Adeyemi Aguilar Albrecht Almeida Andersson Aydin Baptiste Barros Becker
    Bergström Bianchi Birch Blackwood Bose Brennan Byrne Calloway Castellano Chandra Chen Cortés
    Costa Dahl Darcy Delgado Demir Desai Diallo Dlamini Doherty Dubois Eriksen Escobar Evans Eze
    Fairbanks Farrow Ferrari Fischer Flores Fontaine Fraser Fujita Gallagher Garcia Ghosh Gómez
    Grant Greco Gupta Haas Hakimi Hansen Harcourt Hartmann Hayashi Herrera Hoang Hoffmann Holm
    Horvat Huang Ibarra Idris Iyer Jansen Jensen Joshi Kaczmarek Kamara Kapoor Kaya Keller Khan
    Kimura Kowalski Krüger Kumar Lachance Laurent Lehtonen Levy Lindgren Lombardi López Lynch
    Maguire Marchetti Marino Martel Matsuda Mbeki Mendes Meyer Molina Moreau Morgan Mwangi
    Nakamura Navarro Ndiaye Nguyen Nilsson Nowak Oduya Okonkwo Oliveira Osei Owens Papadakis Park
    Patel Pereira Petrov Pham Quinn Rahman Ramírez Rao Reid Ricci Rojas Romano Rossi Saito Salazar
    Santos Sato Schäfer Schneider Sethi Shah Silva Singh Sokolov Sørensen Stewart Suzuki Szabó
    Takeda Tan Tanaka Thorne Torres Tran Turner Ueda Vance Varga Vasquez Verma Vogel Walsh Weber
    Wójcik Wong Yamada Yilmaz Yoshida Zhang Zielinski
"""

FIRST_NAMES: tuple[str, ...] = tuple(_FIRST.split())
LAST_NAMES: tuple[str, ...] = tuple(_LAST.split())

_WITHOUT_DECOMPOSITION = str.maketrans({"ø": "o", "ł": "l", "ß": "ss"})


def address_part(name: str) -> str:
    """Return the name as it stands in an email address: lower case, ASCII letters only."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_WITHOUT_DECOMPOSITION))
    return "".join(letter for letter in plain if "a" <= letter <= "z")
