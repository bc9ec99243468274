"""The invented company: its places, departments, vendors and licenses. Facts, no chance but ids."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.sandbox.identifiers import random_uuid, webex_id
from reconciler.sandbox.person_record import License, Location, Vendor

__all__ = [
    "CALL_ON_WEBEX",
    "DEPARTMENTS",
    "DUBBER",
    "HEADCOUNT_BY_LOCATION",
    "MESSAGING",
    "PROFESSIONAL",
    "STANDARD",
    "TITLES",
    "WEBEX",
    "WORKSPACES",
    "found_licenses",
    "found_locations",
]

PROFESSIONAL = "Webex Calling - Professional"
STANDARD = "Webex Calling - Standard"
WORKSPACES = "Webex Calling - Workspaces"
MESSAGING = "Basic Messaging"
CALL_ON_WEBEX = "Call on Webex (1:1 call, non-PSTN)"

WEBEX = Vendor(
    id=webex_id("RECORDING_VENDOR", "0a426754-a470-4c2d-8ba0-fbc6773a8a7c"),
    name="Webex",
    description="Webex CRP",
    migrate_user_creation=False,
)
DUBBER = Vendor(
    id=webex_id("RECORDING_VENDOR", "53dc4c87-8408-4882-9570-dca2bcdb9280"),
    name="Dubber",
    description="Dubber Call Recording Provider",
    migrate_user_creation=True,
    login_url="https://dubber.example/login?sso=webex",
    terms_url="https://dubber.example/terms",
)

DEPARTMENTS: Mapping[str | None, int] = {
    "Trading": 18,
    "Sales": 20,
    "Service Desk": 18,
    "Finance": 12,
    "Legal": 6,
    "Human Resources": 8,
    "IT": 13,
    None: 5,
}
"""Each department with its weight; some people have none."""

TITLES: Mapping[str | None, tuple[str, ...]] = {
    "Trading": ("Trader", "Senior Trader", "Head of Desk", "Sales Trader", "Trading Assistant"),
    "Sales": ("Account Manager", "Sales Director", "Account Executive", "Sales Engineer"),
    "Service Desk": ("Service Agent", "Senior Service Agent", "Team Lead"),
    "Finance": ("Controller", "Accountant", "Payroll Specialist", "Analyst"),
    "Legal": ("Counsel", "Paralegal", "Compliance Officer"),
    "Human Resources": ("HR Business Partner", "Recruiter", "HR Coordinator"),
    "IT": ("Systems Engineer", "Network Engineer", "IT Manager", "Service Owner"),
    None: ("Contractor", "Advisor"),
}

HEADCOUNT_BY_LOCATION: Mapping[str, int] = {
    "London": 32,
    "New York": 27,
    "Frankfurt": 16,
    "Singapore": 13,
    "Dublin": 12,
}
"""Each location with its weight."""


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    time_zone: str
    language: str
    street: str
    postal_code: str
    country: str
    position: tuple[str, str]
    prefix: str
    number: str
    group: str
    vendor: Vendor
    follows: bool


# Singapore once chose Dubber and went back to the default: its own vendor is a leftover that a
# client must not take for the one in force.
_PLACES = (
    _Place("London", "Europe/London", "en_gb", "12 Harbour Exchange", "E14 9GE", "GB",
           ("51.4983", "-0.0147"), "8020", "+44207946", "L40417", WEBEX, follows=True),
    _Place("New York", "America/New_York", "en_us", "400 Example Plaza", "10005", "US",
           ("40.7060", "-74.0088"), "8021", "+1212555", "L40418", WEBEX, follows=True),
    _Place("Frankfurt", "Europe/Berlin", "de_de", "Musterallee 7", "60311", "DE",
           ("50.1109", "8.6821"), "8049", "+49699000", "L40419", WEBEX, follows=True),
    _Place("Singapore", "Asia/Singapore", "en_us", "3 Sample Quay", "049315", "SG",
           ("1.2840", "103.8510"), "8065", "+656000", "L40420", DUBBER, follows=True),
    _Place("Dublin", "Europe/Dublin", "en_gb", "21 Specimen Street", "D02 XY45", "IE",
           ("53.3438", "-6.2546"), "8353", "+3531200", "L40421", DUBBER, follows=False),
)  # fmt: skip


def found_locations(chance: random.Random) -> dict[str, Location]:
    """Return the locations by id, in the order Webex lists them."""
    return {each.id: each for each in (_location(place, random_uuid(chance)) for place in _PLACES)}


def _location(place: _Place, key: str) -> Location:
    latitude, longitude = place.position
    return Location(
        id=webex_id("LOCATION", key),
        name=place.name,
        time_zone=place.time_zone,
        language=place.language,
        address={
            "address1": place.street,
            "city": place.name,
            "postalCode": place.postal_code,
            "country": place.country,
        },
        latitude=latitude,
        longitude=longitude,
        routing_prefix=place.prefix,
        number_prefix=place.number,
        external_group=f"WSNWC10021{place.group}",
        own_vendor=place.vendor,
        follows_organization_vendor=place.follows,
    )


# The code in an id says nothing: Professional is BCSTD (source: seen live). Two subscriptions
# carry the same name, so whoever looks for "the" Professional license misses people.
_LICENSES = (
    ("BCSTD", PROFESSIONAL, 1.0, "Sub100238"),
    ("BCSTD", PROFESSIONAL, 0.3, "Sub104471"),
    ("BCBAS", STANDARD, 0.3, "Sub100238"),
    ("FMS", MESSAGING, 1.2, None),
    ("FTC", CALL_ON_WEBEX, 1.2, None),
)
_LICENSES_OF_NOBODY = (
    ("BCHDO", "Webex Calling - Hot desk only", True),
    ("BCRLC", "Webex Calling - Route List Calls", False),
)


def found_licenses(organization_key: str, people: int, chance: random.Random) -> dict[str, License]:
    """Return the licenses by id, with room for this many people."""
    bought = [
        License(
            id=_license_id(organization_key, code, chance),
            name=name,
            total_units=max(10, round(people * share)),
            subscription_id=subscription,
        )
        for code, name, share, subscription in _LICENSES
    ]
    unused = [
        License(
            id=_license_id(organization_key, code, chance),
            name=name,
            total_units=10,
            for_people=for_people,
        )
        for code, name, for_people in _LICENSES_OF_NOBODY
    ]
    return {each.id: each for each in (*bought, *unused)}


def _license_id(organization_key: str, code: str, chance: random.Random) -> str:
    return webex_id("LICENSE", f"{organization_key}:{code}_{random_uuid(chance)}")
