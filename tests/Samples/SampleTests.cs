using Cairn.Tests.Compatibility;

namespace Cairn.Tests.Samples;

/// <summary>Every sample runs to its end, does what its README says, and draws what happened.</summary>
public sealed class SampleTests
{
    private const int NodeMissing = 3;

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
        Assert.Contains('○', Picture.Of("trip-lima", lines).Lane("1 h (timer)"));
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
        Assert.Contains('○', Picture.Of("expense-chair", lines).Lane("2 d (timer)"));
        Assert.Contains('●', Picture.Of("expense-yacht", lines).Lane("1 s (timer)"));
    }

    [Fact]
    public async Task A_survey_counts_all_shops_but_the_closed_ones()
    {
        var lines = await SampleProcess.RunAsync("FanOut", "--children", "12", "--activities", "26");

        Assert.Contains("5616 pieces in 288 shops; 24 shops are closed", lines);
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
                "Ada changes her mind",
                "order-bo: 3 reserved",
                "order-bo: sold, 2 left",
                "order-ada: not sold, Nothing is held for order-ada",
                "order-cy: 2 reserved",
                "Cy does not pay in time",
                "in the end: 12 available",
            ],
            lines.Take(10));
        Assert.True(Picture.Of("product-lamp", lines).Has("2 s (timer)", "1 h (timer)", "Sell (update)"));
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

    [Fact]
    public async Task Weeks_of_a_campaign_pass_in_a_moment()
    {
        var lines = await SampleProcess.RunAsync("Campaign");

        Assert.Contains("day 10: offer to ada", lines);
        Assert.Contains("day 14: goodbye to bo", lines);
        Assert.Contains("day 40: survey to ada", lines);
        Assert.DoesNotContain(lines.SkipWhile(line => line != "bo: unsubscribed"), line => line.EndsWith("to bo"));
        // Mondays of 40 days; the first day may be any day of a week.
        Assert.InRange(lines.Count(line => line.EndsWith("newsletter to ada", StringComparison.Ordinal)), 5, 6);
        Assert.Contains('○', Picture.Of("campaign-bo", lines).Lane("30 d (timer)"));
        Assert.Contains('●', Picture.Of("campaign-ada", lines).Lane("30 d (timer)"));
    }

    [Fact]
    public async Task Histories_of_all_generations_replay_and_runs_survive_a_deploy()
    {
        var lines = await SampleProcess.RunAsync("Versioning");

        Assert.Equal(
            ["  generation-1: replays", "  generation-2: replays", "  generation-3: replays"], lines.Skip(1).Take(3));
        Assert.Contains("history event 5 expects TimerStarted(1)", lines[5], StringComparison.Ordinal);
        Assert.DoesNotContain("  ada is welcomed", lines);
        Assert.Contains("  bo is welcomed", lines);
        Assert.True(Picture.Of("subscription-ada", lines).Has("TieredFee", "Charge"));
        Assert.True(Picture.Of("subscription-bo", lines).Has("Welcome", "TieredFee", "Charge"));
    }

    [Fact]
    public async Task The_tests_of_the_tour_pass()
    {
        var lines = await SampleProcess.RunAsync("TestingTour", "-noColor");

        Assert.Contains(lines, line => line.Contains("Total: 9, Errors: 0, Failed: 0", StringComparison.Ordinal));
        Assert.EndsWith("×12", Picture.Of("ann", lines).Lane("Charge"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_encrypted_is_not_in_the_file()
    {
        var lines = await SampleProcess.RunAsync("Encryption");

        Assert.Contains("order-1, written with key-1: receipt-order-1", lines);
        Assert.Contains(lines, line => line.StartsWith(
            "in the history of order-2: binary/encrypted by key-2, ", StringComparison.Ordinal));
        Assert.Contains("plain.db: good card found, declined card found", lines);
        Assert.Contains("encrypted.db: good card not found, declined card not found", lines);
        Assert.True(Picture.Of("order-2", lines).Has("Charge"));
    }

    [Fact]
    public async Task An_order_over_HTTP_is_accepted_paid_and_shipped()
    {
        var lines = await SampleProcess.RunAsync("AspNetHost");

        Assert.Equal(2, lines.Count(line => line == "POST /orders 1: 202 /orders/order-1"));
        Assert.Contains("POST /orders 1: 409", lines);
        Assert.Contains("POST /orders 3: 400", lines);
        Assert.Contains("GET /orders/order-1: Running", lines);
        Assert.Contains("POST /webhooks/payments 1 unsigned: 401", lines);
        Assert.Contains("POST /webhooks/payments 1: 202", lines);
        Assert.Contains("POST /webhooks/payments 9: 404", lines);
        Assert.Equal(2, lines.Count(
            line => line.StartsWith("GET /orders/order-1: Completed shipped parcel-", StringComparison.Ordinal)));
        Assert.Contains("POST /orders/order-2/cancel: 202", lines);
        Assert.Contains("GET /orders/order-2: Completed canceled", lines);
        Assert.True(Picture.Of("order-1", lines).Has("3 d (timer)", "Pay (signal)", "Ship"));
        Assert.True(Picture.Of("order-2", lines).Has("Cancel (signal)"));
    }

    [Fact]
    public async Task A_workflow_in_CSharp_calls_an_activity_in_TypeScript()
    {
        var (code, lines, errors) = await SampleProcess.TryRunAsync("Polyglot");
        if (code == NodeMissing)
        {
            Report.Say($"samples: Polyglot was not played: {errors.Split('\n')[0]}");
            Assert.Skip(errors);
        }

        Assert.True(code == 0, errors);
        Assert.Contains("to ada: Please pay 1.234,50\u00A0€", lines);
        Assert.Contains("invoice-bo: sent", lines);
        Assert.Contains("invoice-cy: not sent: There is no currency beads", lines);
        Assert.True(Picture.Of("invoice-ada", lines).Has("writeInvoice", "Send"));
        Assert.Contains('✗', Picture.Of("invoice-cy", lines).Lane("writeInvoice"));
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
