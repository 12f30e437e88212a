namespace Cairn.Tests.Compatibility;

/// <summary>What languages are called, and which is the other one.</summary>
internal static class LanguageNames
{
    public static string Name(this Language language) => language == Language.CSharp ? "C#" : "TypeScript";

    public static Language Other(this Language language) =>
        language == Language.CSharp ? Language.TypeScript : Language.CSharp;
}
