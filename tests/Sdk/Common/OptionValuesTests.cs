using System.Reflection;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Common;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Common;

public class OptionValuesTests
{
    private static readonly DateTime Unspecified = new(2030, 1, 2, 3, 4, 5);

    [Fact]
    public void A_time_of_kind_Unspecified_is_refused_by_name()
    {
        Refused("StartAt", () => new ScheduleSpec { StartAt = Unspecified }.ToProto());
        Refused("EndAt", () => new ScheduleSpec { EndAt = DateTime.MaxValue }.ToProto());
        Refused("StartAt", () => new ScheduleBackfill(Unspecified, DateTime.UtcNow).ToProto());
        Refused("EndAt", () => new ScheduleBackfill(DateTime.UtcNow, DateTime.MinValue).ToProto());

        static void Refused(string option, Func<object> convert)
        {
            var refusal = Assert.Throws<ArgumentException>(convert);
            Assert.Equal(option, refusal.ParamName);
            Assert.Contains("of kind Unspecified, but must be of kind Utc or Local", refusal.Message);
        }
    }

    [Fact]
    public void A_time_of_kind_Utc_or_Local_is_that_moment()
    {
        var moment = DateTime.SpecifyKind(Unspecified, DateTimeKind.Utc);
        Assert.Equal(moment, OptionValues.ToTimestamp(moment).ToDateTime());
        Assert.Equal(moment, OptionValues.ToTimestamp(moment.ToLocalTime()).ToDateTime());
        var last = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        Assert.Equal(last, OptionValues.ToTimestamp(last).ToDateTime());
    }

    [Fact]
    public void A_time_with_an_offset_is_a_search_attribute_of_that_moment()
    {
        var key = SearchAttributeKey.CreateDateTimeOffset("at");
        var time = new DateTimeOffset(Unspecified, TimeSpan.FromHours(5));
        var payload = SearchAttributePayloads.ToPayload(key, time);
        Assert.Equal("\"2030-01-02T03:04:05+05:00\"", payload.Data.ToStringUtf8().Replace("\\u002B", "+"));
        Assert.Equal(time, SearchAttributePayloads.Read("at", payload)!.Value.Value);
    }

    [Fact]
    public void Every_public_option_that_takes_a_time_of_day_goes_through_the_one_rule()
    {
        // What is read only, or comes from the server, is always UTC.
        var settable = typeof(CairnClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties())
            .Where(p => p.SetMethod is { IsPublic: true } && IsTime(p.PropertyType) && IsOption(p.DeclaringType!))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");
        Assert.Equal(
            ["ScheduleBackfill.EndAt", "ScheduleBackfill.StartAt", "ScheduleSpec.EndAt", "ScheduleSpec.StartAt"],
            settable.Order(StringComparer.Ordinal));

        static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTime);
        static bool IsOption(Type type) => type.GetMethod(
            "ToProto", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(-10000)]
    public void A_negative_length_of_time_is_refused_with_name_value_and_what_is_allowed(long ticks)
    {
        var given = TimeSpan.FromTicks(ticks);
        var options = new WorkflowOptions { ExecutionTimeout = given };
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => OptionValues.ToDuration(options.ExecutionTimeout));
        Assert.Equal("ExecutionTimeout", refusal.ParamName);
        Assert.StartsWith(
            FormattableString.Invariant($"ExecutionTimeout is {given}, but must be 0 or more"), refusal.Message);
    }

    [Fact]
    public void A_length_of_time_that_the_wire_cannot_say_becomes_the_longest_that_it_can()
    {
        Assert.Equal("\"315576000000s\"", OptionValues.ToDuration(TimeSpan.MaxValue).ToString());
        Assert.Equal("\"315576000000s\"", OptionValues.ToDuration(TimeSpan.FromSeconds(315_576_000_000)).ToString());
    }

    [Fact]
    public void No_time_stays_none() => Assert.Null(OptionValues.ToDuration((TimeSpan?)null));

    [Fact]
    public void A_number_that_is_no_value_of_its_enum_is_refused_with_those_that_are()
    {
        var options = new ChildWorkflowOptions { ParentClosePolicy = (ParentClosePolicy)77 };
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => OptionValues.Known(options.ParentClosePolicy));
        Assert.StartsWith(
            "ParentClosePolicy is 77, but must be one of None, Terminate, Abandon, RequestCancel", refusal.Message);
    }

    [Fact]
    public void Retry_policies_and_priorities_out_of_range_are_refused()
    {
        Refused("InitialInterval", () => new RetryPolicy { InitialInterval = TimeSpan.FromSeconds(-1) }.ToProto());
        Refused("MaximumInterval", () => new RetryPolicy { MaximumInterval = TimeSpan.FromSeconds(-1) }.ToProto());
        Refused("BackoffCoefficient", () => new RetryPolicy { BackoffCoefficient = 0.5F }.ToProto());
        Refused("BackoffCoefficient", () => new RetryPolicy { BackoffCoefficient = float.NaN }.ToProto());
        Refused("BackoffCoefficient", () => new RetryPolicy { BackoffCoefficient = float.PositiveInfinity }.ToProto());
        Refused("MaximumAttempts", () => new RetryPolicy { MaximumAttempts = -1 }.ToProto());
        Refused("PriorityKey", () => new Priority(-1).ToProto());
        Refused("FairnessWeight", () => new Priority(fairnessWeight: float.NaN).ToProto());
        Refused("RemainingActions", () => new ScheduleState { RemainingActions = -1 }.ToProto());
        Refused("Overlap", () => new SchedulePolicy { Overlap = (Api.Enums.V1.ScheduleOverlapPolicy)77 }.ToProto());
        Refused("Timeout", () => RpcOptions.Context(new() { Timeout = TimeSpan.Zero }));

        static void Refused(string option, Func<object> convert) =>
            Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(convert).ParamName);
    }

    [Fact]
    public void Remaining_actions_may_stand_without_a_limit() =>
        Assert.Equal(3, new ScheduleState { RemainingActions = 3 }.ToProto().RemainingActions);
}
