using System.Reflection;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Common;

/// <summary>Names a call, for the error of an argument that cannot be converted.</summary>
/// <param name="kind">The kind of call.</param>
/// <param name="name">The name of what is called.</param>
/// <param name="methodOf">Finds the method of a name, if a lambda has called it.</param>
internal readonly struct CallName(string kind, string name, Func<string, MethodInfo?> methodOf)
{
    /// <summary>The details of a heartbeat, or of the end of an activity or a workflow.</summary>
    public static CallName Details => new("the", "details", static _ => null);

    /// <summary>The result of an activity.</summary>
    public static CallName Result => new("the", "result", static _ => null);

    /// <summary>A local activity, whose marker has its result, and its arguments if they are recorded.</summary>
    public static CallName Local(string name) =>
        new("the", $"result of local activity {name}", static _ => null);

    public static CallName Workflow(string name) => new("workflow", name, Client.WorkflowNames.MethodOfRun);

    public static CallName Activity(string name) => new("activity", name, ActivityNames.MethodOf);

    public static CallName Signal(string name) => new("signal", name, Client.WorkflowNames.MethodOfSignal);

    public static CallName Update(string name) => new("update", name, Client.WorkflowNames.MethodOfUpdate);

    public static CallName Query(string name) => new("query", name, Client.WorkflowNames.MethodOfQuery);

    /// <summary>All values of the call, in the middle of a sentence.</summary>
    public string Whole => kind == "the" ? $"the {name}" : $"the arguments of {kind} {name}";

    /// <summary>
    /// A sentence with the name and size of the largest value; empty if there is only one, without a name.
    /// </summary>
    public string LargestOf(Payloads payloads)
    {
        var (place, payload) = payloads.Payloads_.Index().MaxBy(one => one.Item.CalculateSize());
        var parameter = ParameterName(place);
        return payloads.Payloads_.Count == 1 && parameter.Length == 0
            ? string.Empty
            : FormattableString.Invariant(
                $" The largest is number {place + 1}{parameter} with {payload.CalculateSize():N0} bytes.");
    }

    /// <summary>Converts the arguments of the call.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="convert">Converts one.</param>
    /// <exception cref="ArgumentException">One cannot be converted.</exception>
    public Payload[] Convert(IReadOnlyCollection<object?> args, Func<object?, Payload> convert)
    {
        var payloads = new Payload[args.Count];
        var place = 0;
        foreach (var arg in args)
        {
            try
            {
                payloads[place] = convert(arg);
            }
            catch (Exception e)
            {
                throw NotConverted($"Argument {place + 1}{ParameterName(place)} of {kind} {name}", arg, e);
            }

            place++;
        }

        return payloads;
    }

    /// <summary>Converts a value that is not an argument.</summary>
    /// <param name="what">Its description, for the message.</param>
    /// <param name="value">The value.</param>
    /// <param name="convert">Converts it.</param>
    /// <exception cref="ArgumentException">It cannot be converted.</exception>
    public static Payload Convert(string what, object? value, Func<object?, Payload> convert)
    {
        try
        {
            return convert(value);
        }
        catch (Exception e)
        {
            throw NotConverted(what, value, e);
        }
    }

    private static ArgumentException NotConverted(string what, object? value, Exception e) => new(
        $"[CAIRN1003] {what} is of type {value?.GetType().ToString() ?? "null"}, which cannot be converted: "
        + $"{ExceptionReading.MessageOf(e)} {Advice(value)} {ErrorPages.NotConverted}",
        e);

    private static string Advice(object? value) => value switch
    {
        CancellationToken =>
            "Leave it out: an activity that takes a token as its last parameter gets one of its own.",
        Delegate => "Code cannot be sent: name a workflow or an activity that has it.",
        Stream => "Send the bytes, or the name of a place where they are.",
        Task => "Await it first, and send its result.",
        _ => "Send plain data, or give the client a DataConverter that knows the type.",
    };

    private string ParameterName(int place) =>
        (CallTarget.ParameterOf(kind, name, place) ?? methodOf(name)?.GetParameters().ElementAtOrDefault(place)?.Name)
            is { } parameter
            ? $" ({parameter})"
            : string.Empty;
}
