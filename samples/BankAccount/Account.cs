namespace BankAccount;

/// <summary>The state of an account, which goes from run to run.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Balance">The money that is in it.</param>
/// <param name="LastBookings">The ids of the last bookings, the newest last: they are not made twice.</param>
public sealed record Account(string Owner, decimal Balance, IReadOnlyList<string> LastBookings)
{
    private const int BookingsRemembered = 100;

    /// <summary>An account without money.</summary>
    public static Account Of(string owner) => new(owner, 0, []);

    /// <summary>The workflow id of somebody's account.</summary>
    public static string IdOf(string owner) => $"account-{owner}";

    /// <summary>The account after a booking; the same account if it has made the booking before.</summary>
    /// <param name="id">The id of the booking.</param>
    /// <param name="change">What it adds to the balance.</param>
    public Account After(string id, decimal change) => LastBookings.Contains(id) ? this : this with
    {
        Balance = Balance + change,
        LastBookings = [.. LastBookings.TakeLast(BookingsRemembered - 1), id],
    };
}
