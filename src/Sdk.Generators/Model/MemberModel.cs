namespace Cairn.Sdk.Generators.Model;

/// <summary>A member of a workflow or of a class with activities.</summary>
internal sealed record MemberModel
{
    /// <summary>What it is.</summary>
    public required MemberKind Kind { get; init; }

    /// <summary>Its name in C#.</summary>
    public required string Member { get; init; }

    /// <summary>The name of its call in the generated class.</summary>
    public required string Call { get; init; }

    /// <summary>Its name on the wire; null if it is dynamic.</summary>
    public required string? Wire { get; init; }

    /// <summary>The type that declares it, for casts.</summary>
    public required string Type { get; init; }

    /// <summary>Its name in messages.</summary>
    public required string Owner { get; init; }

    /// <summary>The id of its documentation.</summary>
    public required string Documentation { get; init; }

    /// <summary>Whether it has no instance.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether a class outside of its own can call it.</summary>
    public bool IsAccessible { get; init; } = true;

    /// <summary>Whether a class outside of its assembly can.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether it returns a task.</summary>
    public bool IsTask { get; init; }

    /// <summary>The type of the result, in a declaration; null if there is none.</summary>
    public string? Result { get; init; }

    /// <summary>The type of the result, in a typeof.</summary>
    public string? PlainResult { get; init; }

    /// <summary>Its parameters on the wire.</summary>
    public required ValueList<ParameterModel> Parameters { get; init; }

    /// <summary>Whether a cancellation token follows them, which is not sent.</summary>
    public bool TakesToken { get; init; }

    /// <summary>Whether that token has a default value.</summary>
    public bool TokenIsOptional { get; init; }

    /// <summary>The description of its attribute.</summary>
    public string? Description { get; init; }

    /// <summary>The number of its policy for handlers that have not finished.</summary>
    public int UnfinishedPolicy { get; init; }

    /// <summary>Whether it waits for handlers before it.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>The name of the method that validates it; null if there is none.</summary>
    public string? Validator { get; init; }

    /// <summary>The attributes with an activity's default options, each as a tuple of C#.</summary>
    public ValueList<string> Defaults { get; init; } = new([]);

    /// <summary>Whether its use is a warning.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Whether it is a call: dynamic and hidden members are not.</summary>
    public bool IsCall => Wire is not null && IsAccessible;
}
