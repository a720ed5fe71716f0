# Children of the event loop: pipes, codes, kill, many at once.
import asyncio
from asyncio.subprocess import PIPE


async def code(number):
    return await (await asyncio.create_subprocess_exec("sh", "-c", f"exit {number}")).wait()


async def main():
    child = await asyncio.create_subprocess_exec("tr", "a-z", "A-Z", stdin=PIPE, stdout=PIPE)
    print(await child.communicate(b"upper case"), child.returncode)
    script = "for i in 1 2 3; do echo $i; done; echo e >&2"
    child = await asyncio.create_subprocess_shell(script, stdout=PIPE, stderr=PIPE)
    print([line async for line in child.stdout], await child.stderr.read(), await child.wait())
    child = await asyncio.create_subprocess_exec("sleep", "20")
    child.kill()
    print(await child.wait(), await asyncio.gather(*(code(number) for number in range(8))))
    try:
        await asyncio.create_subprocess_exec("absent-command")
    except FileNotFoundError as error:
        print(error.filename)


asyncio.run(main())
