using System.Globalization;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>A value of the configuration, and its place.</summary>
/// <param name="Section">The path of its section.</param>
/// <param name="Key">The key within the section.</param>
/// <param name="Value">The value as it is written there.</param>
internal readonly record struct Setting(string Section, string Key, string Value)
{
    /// <summary>The text.</summary>
    public string Text => Value;

    /// <summary>The last part of the key.</summary>
    public string LastKey => Key[(Key.LastIndexOf(':') + 1)..];

    /// <summary>A whole number.</summary>
    /// <exception cref="OptionsValidationException">It is none.</exception>
    public int Whole => int.TryParse(Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong("a whole number");

    /// <summary>A number.</summary>
    /// <exception cref="OptionsValidationException">It is none.</exception>
    public double Number => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong("a number");

    /// <summary>True or false.</summary>
    /// <exception cref="OptionsValidationException">It is neither.</exception>
    public bool Flag => bool.TryParse(Value, out var flag) ? flag : throw Wrong("true or false");

    // A plain number would be read as days.
    /// <summary>A length of time.</summary>
    /// <exception cref="OptionsValidationException">It is none.</exception>
    public TimeSpan Time =>
        Value.Contains(':') && TimeSpan.TryParse(Value, CultureInfo.InvariantCulture, out var time)
            ? time
            : throw Wrong("a time as hours:minutes:seconds, 00:00:20 for instance");

    /// <summary>A value of an enum, by its name.</summary>
    /// <exception cref="OptionsValidationException">It is none.</exception>
    public TEnum One<TEnum>()
        where TEnum : struct, Enum =>
        !char.IsAsciiDigit(Value.FirstOrDefault()) && Enum.TryParse<TEnum>(Value, ignoreCase: true, out var one)
            ? one
            : throw Wrong($"one of {string.Join(", ", Enum.GetNames<TEnum>())}");

    /// <summary>What a file holds.</summary>
    /// <exception cref="OptionsValidationException">The file cannot be read.</exception>
    public byte[] File()
    {
        try
        {
            return System.IO.File.ReadAllBytes(Value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong($"the path of a file that can be read: {e.Message}");
        }
    }

    /// <summary>The error for a value that is not what it must be.</summary>
    public OptionsValidationException Wrong(string allowed) => new(
        Section, typeof(Setting), [$"{Section}:{Key} is \"{Value}\", but must be {allowed}"]);
}
