using Cairn.Exceptions;

namespace Cairn.Engine;

/// <summary>
/// A journal says what cannot have happened. The execution that it belongs to is parked: it answers nothing and loses
/// nothing until the journal is looked at.
/// </summary>
/// <param name="message">What is impossible.</param>
public sealed class JournalCorruptException(string message) : CairnException(message);
