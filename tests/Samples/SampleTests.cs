namespace Cairn.Tests.Samples;

/// <summary>Every sample runs to its end, does what its README says, and draws what happened.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task A_cart_refuses_what_makes_no_sense_and_becomes_an_order()
    {
        var lines = await SampleProcess.RunAsync("ShoppingCart");

        Assert.Contains("2 lamp: 99.80 in total", lines);
        Assert.Contains("0 lamp: refused, The quantity must be at least 1, not 0", lines);
        Assert.Contains("1 spaceship: refused, There is no product spaceship", lines);
        Assert.Contains("in the cart: 2 lamp", lines);
        Assert.Contains("ordered for 99.80", lines);
        Assert.True(Picture.Of("cart-ada", lines).Has("Add (update)", "Price", "Remove (signal)", "PlaceOrder"));
    }

    [Fact]
    public async Task Money_neither_appears_nor_vanishes()
    {
        var lines = await SampleProcess.RunAsync("BankAccount");

        Assert.Equal(3, lines.Count(line => line.EndsWith(", together 300.00", StringComparison.Ordinal)));
        Assert.Contains("transfer-1: was made before", lines);
        Assert.Contains("transfer-rich: refused, ada has 108.00, not 1000.00", lines);
        Assert.Contains("transfer-lost: refused, nobody has no account", lines);
        Assert.Contains("in the end: ada 108.00, bo 96.00, cy 96.00, together 300.00", lines);
        Assert.True(Picture.Of("account-ada", lines).Has("Withdraw (update)", "Deposit (update)"));
        Assert.Contains('✗', Picture.Of("transfer-lost", lines).Lane("Deposit"));
    }

    [Fact]
    public async Task A_trip_is_booked_completely_or_not_at_all()
    {
        var lines = await SampleProcess.RunAsync("Booking");

        Assert.Contains("trip-rome: booked", lines);
        Assert.Contains("trip-oslo: not booked, There is no car left in Oslo", lines);
        Assert.Contains("trip-lima: canceled, nothing is booked", lines);
        Assert.Contains("still booked: flight-trip-rome, hotel-trip-rome, car-trip-rome", lines);
        Assert.EndsWith("3 attempts", Picture.Of("trip-oslo", lines).Lane("CancelHotel"), StringComparison.Ordinal);
        Assert.Contains('○', Picture.Of("trip-lima", lines).Lane("1 s (timer)"));
    }

    [Fact]
    public async Task The_next_approver_is_asked_if_the_first_does_not_answer()
    {
        var lines = await SampleProcess.RunAsync("HumanApproval");

        Assert.Contains("bob answers: Accepted", lines);
        Assert.Contains("chair: approved by bob: He needs one", lines);
        Assert.Contains("yacht: rejected by the rules: No approver answered in time", lines);
        Assert.Contains("ann, back from her holiday: NotFound", lines);
        Assert.Contains('◆', Picture.Of("expense-chair", lines).Lane("Decisions (signal)"));
        Assert.Contains('●', Picture.Of("expense-yacht", lines).Lane("1 s (timer)"));
    }

    [Fact]
    public async Task A_survey_counts_all_shops_but_the_closed_ones()
    {
        var lines = await SampleProcess.RunAsync("FanOut", "--children", "12", "--activities", "26");

        Assert.Contains("5814 pieces in 288 shops; 24 shops are closed", lines);
        Assert.True(Picture.Of("survey", lines).Has("RegionWorkflow (child)"));
        Assert.True(Picture.Of("survey/region-1", lines).Has("Count"));
    }

    [Fact]
    public async Task An_import_goes_on_where_the_last_heartbeat_was()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-import-");
        try
        {
            var (code, before, _) = await SampleProcess.TryRunAsync(
                "HeartbeatImport", "--data", folder.FullName, "--crash-after", "1000");
            Assert.Equal(SampleProcess.KilledBySignal, code);
            Assert.Equal("attempt 1 begins after line 0", before[0]);
            var reported = before[1].Split(' ')[0];

            var lines = await SampleProcess.RunAsync("HeartbeatImport", "--data", folder.FullName);

            Assert.Equal($"attempt 2 begins after line {reported}", lines[0]);
            Assert.StartsWith("10000 lines imported; 10000 customers, ", lines[1], StringComparison.Ordinal);
            Assert.EndsWith("2 attempts", Picture.Of("import", lines).Lane("Import"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_pipeline_leaves_nothing_behind()
    {
        var lines = await SampleProcess.RunAsync("CiCdPipeline");

        Assert.Contains("release-1: release-1.zip is deployed", lines);
        Assert.Contains("release-2: The suite broken failed", lines);
        Assert.Contains("release-3.zip is taken back", lines);
        Assert.Equal(3, lines.Count(line => line == "servers: release-1.zip; environments left: 0"));
        Assert.Contains('○', Picture.Of("release-3", lines).Lane("Deploy"));
    }

    [Fact]
    public async Task Pieces_are_held_for_a_while_and_sold_once()
    {
        var lines = await SampleProcess.RunAsync("ProductInventory");

        Assert.Equal(
            [
                "order-ada: 3 reserved",
                "order-ada: 3 reserved",
                "order-bo: refused, 2 available, not 3",
                "Ada does not pay in time",
                "order-bo: 3 reserved",
                "order-bo: sold, 2 left",
                "order-ada: not sold, Nothing is held for order-ada",
                "order-cy: 2 reserved",
                "in the end: 12 available",
            ],
            lines.Take(9));
        Assert.True(Picture.Of("product-lamp", lines).Has("1 s (timer)", "1 h (timer)", "Sell (update)"));
    }

    [Fact]
    public async Task An_order_is_shipped_and_the_other_one_is_undone()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-orders-");
        try
        {
            var lines = await SampleProcess.RunAsync("OrderSaga", "--data", folder.FullName);

            Assert.Equal(["order-1001 completed", "order-1002 compensated"], lines.TakeLast(2));
            Assert.True(Picture.Of("order-1001", lines).Has("ReserveStock", "ChargePayment", "ShipOrder"));
            Assert.Contains('✗', Picture.Of("order-1002", lines).Lane("ChargePayment"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--what", "x")]
    [InlineData("--data")]
    [InlineData("--children", "none")]
    public async Task A_wrong_command_line_is_refused(params string[] arguments)
    {
        var (code, _, errors) = await SampleProcess.TryRunAsync("FanOut", arguments);

        Assert.Equal(2, code);
        Assert.Contains(arguments[0], errors, StringComparison.Ordinal);
    }
}
