using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>Changes messages along their descriptors: no field is out of reach.</summary>
/// <param name="dice">Chance.</param>
internal sealed class MessageMutator(Dice dice)
{
    private const int Deepest = 8;

    private static readonly MessageDescriptor[] s_packed = [.. Api.Update.V1.UpdatesReflection.Descriptor.MessageTypes];

    /// <summary>Changes one to five fields, somewhere in the message.</summary>
    public void Change(IMessage message)
    {
        for (var count = 1 + dice.Below(5); count > 0; count--)
        {
            ChangeOne(message, 0);
        }
    }

    private void ChangeOne(IMessage message, int depth)
    {
        if (message.Descriptor.Fields.InDeclarationOrder() is not { Count: > 0 } fields)
        {
            return;
        }

        if (message is Any any && dice.OneIn(2))
        {
            Pack(any);
            return;
        }

        var field = dice.Of((IReadOnlyList<FieldDescriptor>)fields);
        if (field.IsMap)
        {
            ChangeMap((IDictionary)field.Accessor.GetValue(message), field, depth);
        }
        else if (field.IsRepeated)
        {
            ChangeList((IList)field.Accessor.GetValue(message), field, depth);
        }
        else if (dice.OneIn(8))
        {
            field.Accessor.Clear(message);
        }
        else if (field.FieldType == FieldType.Message
            && field.Accessor.GetValue(message) is IMessage inner
            && !dice.OneIn(6))
        {
            ChangeOne(inner, depth + 1);
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, depth));
        }
    }

    private void ChangeList(IList list, FieldDescriptor field, int depth)
    {
        if (list.Count > 0 && dice.OneIn(3))
        {
            list.RemoveAt(dice.Below(list.Count));
        }
        else if (list.Count > 0 && field.FieldType == FieldType.Message && !dice.OneIn(3))
        {
            ChangeOne((IMessage)list[dice.Below(list.Count)]!, depth + 1);
        }
        else
        {
            for (var count = dice.OneIn(20) ? 200 : 1 + dice.Below(3); count > 0; count--)
            {
                list.Add(Value(field, depth));
            }
        }
    }

    private void ChangeMap(IDictionary map, FieldDescriptor field, int depth)
    {
        var (key, value) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        if (dice.OneIn(5))
        {
            map.Clear();
        }

        string[] names = ["CustomIntField", "CustomKeywordField", "BuildIds", "encoding"];
        var name = dice.OneIn(2) ? dice.Of(names) : dice.Text();
        map[key.FieldType == FieldType.String ? name : Value(key, depth)] = Value(value, depth);
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => dice.Text(),
        FieldType.Bytes => dice.Bytes(),
        FieldType.Bool => dice.OneIn(2),
        FieldType.Double => dice.Real(),
        FieldType.Float => (float)dice.Real(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => dice.Number(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)dice.Number(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)dice.Number(),
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, EnumNumber(field.EnumType)),
        // C# has numbers that may be missing for these messages.
        FieldType.Message when field.MessageType.File == WrappersReflection.Descriptor =>
            Value(field.MessageType.FindFieldByNumber(1), depth),
        FieldType.Message => Made(field.MessageType, depth + 1),
        _ => (int)dice.Number(),
    };

    private int EnumNumber(EnumDescriptor type) =>
        dice.OneIn(4) ? (int)dice.Number() : dice.Of((IReadOnlyList<EnumValueDescriptor>)type.Values).Number;

    private IMessage Made(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        if (message is Duration duration)
        {
            (duration.Seconds, duration.Nanos) = (dice.Number(), dice.OneIn(3) ? (int)dice.Number() : 0);
            return duration;
        }

        var wanted = depth > Deepest ? 0 : 1 + dice.Below(5);
        for (var count = 0; count < wanted; count++)
        {
            ChangeOne(message, depth);
        }

        return message;
    }

    private void Pack(Any any)
    {
        any.MergeFrom(Any.Pack(Made(dice.Of(s_packed), 0)));
        any.TypeUrl = dice.OneIn(6) ? dice.Text() : any.TypeUrl;
    }
}
