using System.Reflection;
using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>The parameters of a run method or a handler. Decodes arguments from the wire to their types.</summary>
internal sealed class HandlerParameters
{
    private readonly Type[] types;
    private readonly object?[] defaults;
    private readonly int required;
    private readonly bool raw;

    /// <summary>Reads a method's parameters.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isDynamic">
    /// Whether it receives all raw arguments in one array, after the name if it has one.
    /// </param>
    public HandlerParameters(MethodBase method, bool isDynamic)
    {
        var parameters = method.GetParameters();
        raw = isDynamic;
        types = [.. parameters.Select(p => p.ParameterType)];
        defaults = [.. parameters.Select(ActivityMethods.DefaultOf)];
        required = parameters.Count(p => !p.HasDefaultValue);
    }

    /// <summary>Takes parameters that generated code describes.</summary>
    public HandlerParameters(GeneratedMethod method, bool isDynamic) =>
        (types, defaults, required, raw) = (method.Types, method.Defaults, method.Required, isDynamic);

    /// <summary>Takes one parameter without a default value.</summary>
    public HandlerParameters(Type type) => (types, defaults, required) = ([type], [null], 1);

    /// <summary>The parameter types, in order.</summary>
    public IReadOnlyList<Type> Types => types;

    /// <summary>Decodes arguments: surplus ones are dropped, missing ones get their C# default values.</summary>
    /// <exception cref="ArgumentException">One without a default value is missing, or has the wrong type.</exception>
    public object?[] Decode(IPayloadConverter converter, Payloads? input, string kind, string name)
    {
        if (raw)
        {
            IRawValue[] values = [.. (input?.Payloads_ ?? []).Select(payload => new RawValue(payload))];
            return types.Length == 1 ? [values] : [name, values];
        }

        if (types.Length == 0)
        {
            return [];
        }

        var given = input?.Payloads_.Count ?? 0;
        if (given < required)
        {
            throw new ArgumentException($"{kind} {name} takes {required} arguments or more, but {given} came");
        }

        var arguments = new object?[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            arguments[i] = i < given ? Decode(converter, input!.Payloads_[i], i, kind, name) : defaults[i];
        }

        return arguments;
    }

    private object? Decode(IPayloadConverter converter, Payload payload, int place, string kind, string name)
    {
        try
        {
            return converter.ToValue(payload, types[place]);
        }
        catch (Exception e) when (e is not FailureException)
        {
            throw new ArgumentException(
                $"Argument {place + 1} of {kind.ToLowerInvariant()} {name} is no {types[place]}: "
                + ExceptionReading.MessageOf(e),
                e);
        }
    }
}
