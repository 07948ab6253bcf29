"""What can go wrong, sorted by who can put it right.

A `Refusal` is put right by the archivist, `Trouble` by whoever looks after the computer, and
`Damage` by nobody until the evidence has been looked at. Anything else that is raised is a
mistake of ours and is shown as a crash, never as advice. `docs/errors.md` explains each one.
"""

from luutru.errors.archive import (
    ArchiveReadOnly,
    CatalogueBusy,
    CatalogueDamaged,
    DiskFull,
    DiskTrouble,
    FixityLost,
    FolderTaken,
    IndexBusy,
    IndexPlaceRefused,
    MediumUnfit,
    ModelMissing,
    NewerArchive,
    NoArchive,
    OriginalMissing,
    PageNotShown,
    PlaceRefused,
    PrinterTrouble,
    ReaderDoesNotStart,
    StamperDoesNotStart,
)
from luutru.errors.asked_for import (
    CannotAttach,
    CannotRelate,
    CannotSort,
    EditedMeanwhile,
    FormUnknown,
    HeldAtDoor,
    NoSuchPage,
    NothingPrinted,
    NotInList,
    PagesUnread,
    ReviewIncomplete,
    SecretNotHandedOut,
    UnacceptableValue,
    UnknownField,
    UnknownReference,
    WordNotThere,
    WordStandsOften,
)
from luutru.errors.brought_in import (
    EmptyFile,
    FileUnreadable,
    FileVanished,
    ForeignImage,
    ListUnusable,
    NestedPackage,
    NotAScan,
    PackageRefused,
    RowRefused,
)
from luutru.errors.copies import (
    ArchiveSealed,
    CodeNotFound,
    CopyForbidden,
    CopyIncomplete,
    CopyNotHandedOut,
    CopyNotIssued,
    CopyNotSound,
    ExtractLeaks,
    LastNumberWrong,
    LettersMissing,
    ListUnreadable,
    NumberingBlocked,
    RegisterClosed,
    RequestSettled,
    SourceLocked,
    SourceToBeRebuilt,
    SourceUnfit,
    UnknownCopy,
    UnknownRequest,
    YearNotClosable,
    YearNotClosed,
)
from luutru.errors.disposal import (
    AgreementFrozen,
    InQuarantine,
    NotDisposable,
    NotFrozen,
    QuarantineNotOver,
    TwoPeopleNeeded,
    UnknownCase,
)
from luutru.errors.encryption import (
    ArchiveRecoveryKeyWrong,
    KeySlotsDamaged,
    MemoryShort,
    NobodyToType,
    NotEncrypted,
    PassphraseNeeded,
    PassphraseUnfit,
    PassphraseWrong,
    SealedFileDamaged,
)
from luutru.errors.following_up import (
    MilestoneNotOpen,
    ProofMissing,
    ReasonMissing,
    UnknownMilestone,
)
from luutru.errors.guided_acts import ActImpossible, UnknownAuthority
from luutru.errors.kinds import Damage, LuutruError, Refusal, Trouble
from luutru.errors.migrating import (
    CatalogueElsewhere,
    DatabaseTaken,
    MigrationDiffers,
    MigrationUnfinished,
    NotShared,
    RecordUnfit,
)
from luutru.errors.office import (
    AddressUnfit,
    CatalogueForbidden,
    CatalogueOutOfReach,
    DatabaseUnfit,
    NoOffice,
    OfficeExists,
    OnlyAtOneDesk,
    OtherOffice,
    ServerFull,
)
from luutru.errors.pages import (
    DerivativeFailed,
    NothingToArrange,
    PageNotThere,
    PagesUncounted,
)
from luutru.errors.partners import CannotMerge, SeveralPartners, UnknownPartner
from luutru.errors.people import (
    AccountTaken,
    AdministratorNeeded,
    FormerPasswordWrong,
    NotPermitted,
    PasswordUnfit,
    RecoveryKeyWrong,
    SignInAlreadyOn,
    SignInDelayed,
    SignInNeeded,
    SignInRefused,
    UnknownAccount,
)
from luutru.errors.safekeeping import (
    ArchiveBusy,
    BackupBusy,
    BackupDamaged,
    ForeignMedium,
    MediumInside,
    MediumLost,
    MediumReadOnly,
    MediumUnreliable,
    MoveRefused,
    NewerBackup,
    NoBackup,
    NoRoomThere,
    PartOfOffice,
    UnknownSnapshot,
)
from luutru.errors.scanning import (
    NoScanner,
    NotBound,
    NothingScanned,
    ScannerMissing,
    ScannerTrouble,
)
from luutru.errors.signing import (
    OF_THE_KEY,
    CertificateAbsent,
    CertificateOver,
    CertificateRevoked,
    KeyAmbiguous,
    KeyUnusable,
    LevelOutOfReach,
    ModuleUnusable,
    NoCertificateInFile,
    NoPrivateKey,
    PinLocked,
    PinMissing,
    PinRefused,
    PinRefusedLastTry,
    PinUnset,
    TokenAbsent,
    TokenTrouble,
    UnknownCertificate,
)
from luutru.errors.stores import (
    ForeignStore,
    StoredFileChanged,
    StoreForbidden,
    StoreFull,
    StoreOutOfReach,
    StoreTaken,
    StoreUnfit,
    StoreUnreliable,
)
