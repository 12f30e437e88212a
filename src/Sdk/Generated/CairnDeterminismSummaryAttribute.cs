using System.ComponentModel;

namespace Cairn.Generated;

/// <summary>
/// Written by the analyzers into a library that sets cairn_summary = true: what one of its public methods does that
/// workflow code must not do. The analyzers of projects that refer to the library read it. Without arguments it says
/// that the library was looked at.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CairnDeterminismSummaryAttribute : Attribute
{
    /// <summary>Says that the library was looked at.</summary>
    public CairnDeterminismSummaryAttribute()
        : this(string.Empty, string.Empty, string.Empty, string.Empty)
    {
    }

    /// <summary>Says what a method leads to.</summary>
    /// <param name="member">The documentation id of the method.</param>
    /// <param name="rule">The code of the rule, such as CAIRN0101.</param>
    /// <param name="chain">The way from the method to what it leads to, for messages.</param>
    /// <param name="instead">What to use instead, for messages.</param>
    public CairnDeterminismSummaryAttribute(string member, string rule, string chain, string instead)
    {
        Member = member;
        Rule = rule;
        Chain = chain;
        Instead = instead;
    }

    /// <summary>The documentation id of the method; empty if the library was only looked at.</summary>
    public string Member { get; }

    /// <summary>The code of the rule.</summary>
    public string Rule { get; }

    /// <summary>The way from the method to what it leads to.</summary>
    public string Chain { get; }

    /// <summary>What to use instead.</summary>
    public string Instead { get; }
}
