namespace Cairn.Tests.Faults.Shop;

/// <summary>How far the life of a process has come.</summary>
internal enum Phase
{
    /// <summary>The runtime is started; the database is not open.</summary>
    StartUp,

    /// <summary>The database is opened, and what was open in it is found again.</summary>
    Recovery,

    /// <summary>Orders come in and go on.</summary>
    Service,
}
