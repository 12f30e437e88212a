using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>Decodes the arguments of an activity.</summary>
internal static class ActivityArguments
{
    /// <summary>The error type of attempts that fail because their arguments do not fit.</summary>
    public const string ErrorType = "ActivityArgumentError";

    /// <summary>
    /// Decodes one argument for each parameter: surplus payloads are dropped, missing ones get the C# defaults, and a
    /// trailing cancellation token is the activity's.
    /// </summary>
    /// <exception cref="ApplicationFailureException">A required argument is missing, or has the wrong type.</exception>
    public static object?[] Decode(
        ActivityDefinition definition,
        string activityType,
        IReadOnlyList<Payload> payloads,
        IPayloadConverter converter,
        CancellationToken cancellationToken)
    {
        var types = definition.Types;
        var args = new object?[types.Length + (definition.TakesCancellationToken ? 1 : 0)];
        if (definition.TakesCancellationToken)
        {
            args[^1] = cancellationToken;
        }

        if (definition.Dynamic)
        {
            args[0] = payloads.Select(IRawValue (p) => new RawValue(p)).ToArray();
            return args;
        }

        if (payloads.Count < definition.RequiredParameterCount)
        {
            throw new ApplicationFailureException(
                $"Activity {activityType} needs {definition.RequiredParameterCount} arguments, got {payloads.Count}",
                ErrorType);
        }

        for (var place = 0; place < types.Length; place++)
        {
            args[place] = place < payloads.Count
                ? Decode(activityType, place, types[place], payloads[place], converter)
                : definition.Defaults[place];
        }

        return args;
    }

    private static object? Decode(
        string activityType, int place, Type type, Payload payload, IPayloadConverter converter)
    {
        try
        {
            return converter.ToValue(payload, type);
        }
        catch (Exception e)
        {
            throw new ApplicationFailureException(
                $"Argument {place + 1} of activity {activityType} is no {type}: {e.Message}", e, ErrorType);
        }
    }
}
