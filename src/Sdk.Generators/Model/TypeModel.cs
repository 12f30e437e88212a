namespace Cairn.Sdk.Generators.Model;

/// <summary>A type with workflow or activity attributes: all that its generated code is written from.</summary>
internal sealed record TypeModel
{
    /// <summary>Its full name, the same for no other type.</summary>
    public required string MetadataName { get; init; }

    /// <summary>Its name in code.</summary>
    public required string Type { get; init; }

    /// <summary>Its namespace; null if it is the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The id of its documentation.</summary>
    public required string Documentation { get; init; }

    /// <summary>The name of the class of its calls.</summary>
    public required string Calls { get; init; }

    /// <summary>The name that the class would have, if another type did not have it already.</summary>
    public required string WantedCalls { get; init; }

    /// <summary>Whether other assemblies see it.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Whether it is a struct.</summary>
    public required bool IsStruct { get; init; }

    /// <summary>The members that can be called.</summary>
    public required ValueList<MemberModel> Members { get; init; }

    /// <summary>The workflow that a worker runs; null if only its reflection can say what is wrong with it.</summary>
    public WorkflowModel? Workflow { get; init; }

    /// <summary>The activities that a worker runs; null if there are none, or reflection is needed.</summary>
    public ValueList<MemberModel>? Activities { get; init; }

    /// <summary>The methods of the class that implements a contract; null if the type is none.</summary>
    public ValueList<MemberModel>? Stub { get; init; }

    /// <summary>The member for which a contract cannot be implemented; null if there is none.</summary>
    public string? WrongInStub { get; init; }

    /// <summary>Where it is declared, for warnings.</summary>
    public LocationModel? Location { get; init; }
}
