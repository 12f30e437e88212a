using System.Linq.Expressions;
using Cairn.Common;

namespace Cairn.Tests.Sdk.Common;

public class ExpressionCallTests
{
    private readonly string field = "field";

    private interface ITarget
    {
        int Number { get; }

        Task RunAsync(object? a, long b, string[] c);

        Task NothingAsync();
    }

    private sealed record Order(string Id, int Count);

    [Fact]
    public void Captured_variables_members_and_constructors_are_read()
    {
        var local = 3;
        var order = new Order("o", 7);
        var (method, args) = Extract(t => t.RunAsync(new Order(field, local), order.Count, new[] { "a", order.Id }));
        Assert.Equal("RunAsync", method);
        Assert.Equal(new Order("field", 3), args[0]);
        Assert.Equal(7L, args[1]);
        Assert.Equal(["a", "o"], Assert.IsType<string[]>(args[2]));
    }

    [Fact]
    public void Calls_conditions_and_conversions_are_evaluated()
    {
        string? missing = null;
        int? number = 4;
        var (_, args) = Extract(t => t.RunAsync(missing ?? Name("x"), number.Value + 1, null!));
        Assert.Equal("name of x", args[0]);
        Assert.Equal(5L, args[1]);
        Assert.Null(args[2]);
    }

    [Fact]
    public void Calls_without_arguments_and_properties_are_recognised()
    {
        Assert.Empty(Extract(t => t.NothingAsync()).Args);
        Expression<Func<ITarget, object>> boxed = t => t.Number;
        Assert.Equal("Number", ExpressionCall.Property(boxed)!.Name);
    }

    [Fact]
    public void An_exception_of_an_argument_arrives_as_it_was_thrown() =>
        Assert.Throws<FormatException>(() => Extract(t => t.RunAsync(int.Parse("x"), 0, null!)));

    [Fact]
    public void What_is_no_single_call_is_refused()
    {
        var task = Task.CompletedTask;
        Assert.Contains(
            "single method call",
            Assert.Throws<ArgumentException>(() => Extract(t => task)).Message,
            StringComparison.Ordinal);
        ITarget other = null!;
        Assert.Contains(
            "on the parameter",
            Assert.Throws<ArgumentException>(() => Extract(t => other.NothingAsync())).Message,
            StringComparison.Ordinal);
    }

    private static string Name(string of) => "name of " + of;

    private static (string Method, object?[] Args) Extract(Expression<Func<ITarget, Task>> call)
    {
        var (method, args) = ExpressionCall.Extract(call);
        return (method.Name, args);
    }
}
