"""Settings: what is declared once and named everywhere."""

from __future__ import annotations

from typing import Literal

from generator.kinds.unit import Audience
from generator.model.base import Model, approved, editorial
from generator.model.fields import (
    Address,
    ApplicationRef,
    BrandRef,
    CalendarDay,
    ChannelRef,
    ContactCentreRef,
    Flag,
    Identifier,
    Letter,
    Line,
    Plain,
    Remark,
    RoleRef,
    WebAddress,
    WholeNumber,
)


class Setting(Model):
    """The base of whatever settings declare; its address is its id alone."""

    id: Identifier = approved("Its address; unique over documents and all settings.")
    name: Letter = approved("The name as readers see it.")
    note: Remark | None = editorial("A remark of ours.", None)
    similar: list[Line] = editorial("Other words people use for it.", [])
    audience: Audience | None = editorial("Who may see it; left out: as its file says.", None)


class SettingsFile(Model):
    """The base of the files that declare settings."""

    audience: Audience = editorial("Who may see the settings that do not say so themselves.", "internal")


class Brand(Setting):
    """A brand in whose name agents speak."""


class BrandsFile(SettingsFile):
    """settings/brands.yml."""

    brands: list[Brand] = approved("The brands.")


class Channel(Setting):
    """A channel, or a group of channels."""

    brand: BrandRef = approved("Whose channel it is.")
    spoken: Letter | None = approved("The name as it is spoken in scripts.", None)
    part_of: ChannelRef | None = approved("The group it belongs to.", None)
    sources: list[Address] = editorial("Where the documents name it.", [])


class ChannelsFile(SettingsFile):
    """settings/channels.yml."""

    channels: list[Channel] = approved("The channels.")


class Position(Setting):
    """A position of agents, which decides what they see first."""

    brand: BrandRef = approved("The brand they speak for.")
    channels: list[ChannelRef] = approved("The channels they work on.")


class PositionsFile(SettingsFile):
    """settings/positions.yml."""

    positions: list[Position] = approved("The positions.")


class Application(Setting):
    """An application that agents or customers work with."""

    spellings: list[Letter] = approved("Other spellings in the documents.", [])
    use: Line = approved("What it is used for, in Indonesian, from the documents.")
    named: list[Letter] = approved("Fields, menus, buttons and states that the documents name.", [])
    sources: list[Address] = editorial("Where the documents speak of it.", [])
    for_customers: Flag = approved("Customers use it, not agents.", False)


class ApplicationsFile(SettingsFile):
    """settings/applications.yml."""

    applications: list[Application] = approved("The applications.")


class ContactCentre(Setting):
    """A contact centre and how to reach it."""

    spellings: list[Letter] = approved("Other spellings in the documents.", [])
    number: Letter | None = approved("Its number, digits as dialled.", None)
    mailbox: Letter | None = approved("Its e-mail address.", None)
    product: Letter | None = approved("The product it serves.", None)
    segment: Letter | None = approved("The customers it serves.", None)
    transfer_key: Letter | None = approved("The key to press for a transfer.", None)
    transfer_application: ApplicationRef | None = approved("Where the key is pressed.", None)
    transfer_scope: Letter | None = approved("For what a call is transferred, to the letter.", None)
    sources: list[Address] = editorial("Where the documents name it.", [])


class ContactCentresFile(SettingsFile):
    """settings/contact-centres.yml."""

    contact_centres: list[ContactCentre] = approved("The contact centres.")


class Role(Setting):
    """A role or unit that the documents name."""

    sources: list[Address] = editorial("Where the documents name it.", [])


class RolesFile(SettingsFile):
    """settings/roles.yml."""

    roles: list[Role] = approved("The roles.")


class Person(Setting):
    """A person who signs documents; a declared exception to the personal-data gate."""

    role: RoleRef | None = approved("The role held.", None)
    reason: Line = editorial("Why the name may be shown.")
    principal: Plain | None = editorial("How settings/allowed-signers names the person; left out: by id.", None)
    audience: Audience = editorial("Who may see the name.", "internal")


class PeopleFile(Model):
    """settings/people.yml."""

    people: list[Person] = approved("The people.")


class DayPart(Setting):
    """A part of the day for greetings; an assumption of ours until someone confirms it."""

    from_: Plain = editorial("The first minute, such as 04:00.", alias="from")
    until: Plain = editorial("The last minute, such as 10:59.")
    is_confirmed: Flag = editorial("The owner has confirmed it.", False, alias="confirmed")


class DayPartsFile(SettingsFile):
    """settings/day-parts.yml."""

    day_parts: list[DayPart] = editorial("The parts of the day.")


class Zone(Setting):
    """A time zone offered to readers."""

    iana: Plain = approved("Its IANA name, such as Asia/Jakarta.")


class ZonesFile(SettingsFile):
    """settings/zones.yml."""

    zones: list[Zone] = approved("The zones.")


class FactValue(Model):
    """A value that a fact may have."""

    value: Letter = approved("The value as conditions write it.")
    name: Letter | None = approved("The value as readers see it.", None)
    covers: list[Letter] = approved("The values of a finer fact that count as this one, such as `Logged`.", [])
    sources: list[Address] = editorial("Where the documents name it.", [])


class Fact(Setting):
    """Something that decides which branch is taken."""

    type: Literal["duration", "count", "choice", "flag", "text"] = approved(
        "duration and count take bounds; choice takes one of its values; flag takes ya or tidak; "
        "text is only asked for and recorded."
    )
    unit: Letter | None = approved("The unit of a duration or count, such as jam.", None)
    values: list[FactValue] = approved("The values of a choice.", [])
    measured_from: Letter | None = approved("From which moment a duration is measured, as the documents say.", None)
    obtained_by: list[Address] = editorial("The steps that obtain it.", [])
    evident: Line | None = editorial("Why no step has to obtain it, in Indonesian: agents see it anyway.", None)


class FactsFile(SettingsFile):
    """settings/facts.yml."""

    facts: list[Fact] = approved("The facts.")


class Placeholder(Setting):
    """A part of a script that is filled in or chosen."""

    kind: Literal["fill", "choice", "expected-answer", "instruction"] = approved(
        "fill: typed in; choice: one of the choices; expected-answer: what the customer is expected to say, "
        "nothing to fill in; instruction: filled in as the words in it say."
    )
    choices: list[Letter] = approved("The choices.", [])
    aliases: list[Letter] = approved("Every spelling in the documents, to the letter.")
    fact: Address | None = approved("The fact or data it is filled from.", None)


class PlaceholdersFile(SettingsFile):
    """settings/placeholders.yml."""

    placeholders: list[Placeholder] = approved("The placeholders.")


class WordingClass(Setting):
    """How far the words of a script may be changed."""

    explanation: Line = approved("What agents may and may not do, in Indonesian.")
    is_fixed: Flag = approved("Nothing may be changed.", alias="fixed")


class WordingClassesFile(SettingsFile):
    """settings/wording-classes.yml."""

    wording_classes: list[WordingClass] = approved("The classes.")


class DocumentClass(Setting):
    """A class of documents and the acts that its approval takes."""

    required_acts: list[Literal["prepared", "reviewed", "approved", "acknowledged"]] = editorial(
        "The acts that a revision needs."
    )
    withdrawal_acts: list[Literal["prepared", "reviewed", "approved", "acknowledged"]] = editorial(
        "The acts that a withdrawal needs.", ["approved"]
    )
    acts_by_one_person: list[Literal["reviewed", "approved", "acknowledged"]] = editorial(
        "Acts of one sheet that one person may do together; who prepared never does another.", []
    )


class DocumentClassesFile(SettingsFile):
    """settings/document-classes.yml."""

    document_classes: list[DocumentClass] = editorial("The classes.")


class PersonalDataException(Model):
    """A letter that looks like personal data and may be shown."""

    letter: Letter = editorial("The exact words.")
    reason: Line = editorial("Why they may be shown, in Indonesian.")
    addresses: list[Address] = editorial("Where; left out: everywhere.", [])
    until: CalendarDay | None = editorial("Until when the exception holds.", None)


class PersonalDataFile(Model):
    """settings/personal-data.yml."""

    exceptions: list[PersonalDataException] = editorial("The declared exceptions.")


class RuleSetting(Model):
    """How a rule of the checker is weighed here."""

    code: Identifier = editorial("The code of the rule, as `sigap rules` lists it.")
    weight: Literal["off", "warning", "error"] = editorial("off: its findings are not shown at all.")
    documents: list[Identifier] = editorial("The documents it is about; left out: all.", [])
    reason: Line = editorial("Why, in Indonesian.")


class CheckerFile(Model):
    """settings/checker.yml: rules of the checker that are switched off or weighed otherwise."""

    rules: list[RuleSetting] = editorial("The settings; a later one wins.")


class PublicSite(Model):
    """What the site is called where it is public; nothing else of its settings goes there."""

    name: Line = editorial("The site's name.")
    description: Line = editorial("The site in one Indonesian sentence.")
    url: WebAddress | None = editorial("Where it is served; QR codes lead there. Left out: not set.", None)
    report_to: Plain | None = editorial("The mailbox for reports; left out: the reader's mail program asks.", None)
    contact_centres_shown: list[ContactCentreRef] = editorial("Contact centres on the home page.", [])


class SiteFile(Model):
    """settings/site.yml: the site as a whole."""

    name: Line = editorial("The site's name.")
    description: Line = editorial("The site in one Indonesian sentence.")
    zone: Plain = editorial("The site's time zone (IANA), for bare dates of --as-of.")
    url: WebAddress | None = editorial("Where the site is served; QR codes lead there. Left out: not set.", None)
    report_to: Plain | None = editorial("The mailbox for reports; left out: the reader's mail program asks.", None)
    controller: RoleRef | None = editorial("The role that answers open questions; left out: not set.", None)
    contact_centres_shown: list[ContactCentreRef] = editorial("Contact centres on the home page.", [])
    stale_after_days: WholeNumber | None = editorial(
        "After so many days without a new edition pages say that they may be out of date; left out: 30.", None
    )
    public: PublicSite | None = editorial("What a public edition is called; left out: there is none.", None)
