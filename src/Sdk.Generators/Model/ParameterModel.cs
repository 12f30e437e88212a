namespace Cairn.Sdk.Generators.Model;

/// <summary>A parameter of a member.</summary>
/// <param name="Name">Its name, without an @.</param>
/// <param name="Type">Its type in a declaration, with nullable annotations.</param>
/// <param name="PlainType">Its type in a cast or a typeof.</param>
/// <param name="Default">Its default value as an expression; null if it is required.</param>
/// <param name="IsParams">Whether it takes the rest of the arguments.</param>
internal sealed record ParameterModel(string Name, string Type, string PlainType, string? Default, bool IsParams);
