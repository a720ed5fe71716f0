"""Tic-tac-toe by minimax: nobody wins."""
from functools import cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]

def winner(b):
    return next((b[i] for i, j, k in LINES if b[i] != "." and b[i] == b[j] == b[k]), None)

@cache
def best(board, player):
    if w := winner(board):
        return (1 if w == "X" else -1), None
    moves = [i for i, c in enumerate(board) if c == "."]
    if not moves:
        return 0, None
    scored = [(best(board[:i] + player + board[i + 1:], "O" if player == "X" else "X")[0], i) for i in moves]
    return max(scored, key=lambda s: (s[0], -s[1])) if player == "X" else min(scored)

board, player = "." * 9, "X"
while winner(board) is None and "." in board:
    i = best(board, player)[1]
    board = board[:i] + player + board[i + 1:]
    player = "O" if player == "X" else "X"
print(board[:3], board[3:6], board[6:], winner(board), best.cache_info().currsize)
